package org.blockwatch.service.log;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.blockwatch.service.crypto.Hmac;

/**
 * What log lines, health answers and dead-letter details call a patient, and whatever may hold a patient's id (alerts,
 * blocks, statements): {@code id_} and the first 64 bits of an HMAC-SHA256 of the id. Without the key nobody can tell
 * whose it is, nor try out all record numbers there are; with it {@code ./blockwatch hash-id} and {@code why} can.
 *
 * <p>The key is the process's, as its log lines are: {@code log.id.secret}, or random until that is set.
 */
public final class LogIds {

    /** How every such name begins. */
    public static final String PREFIX = "id_";

    private static final int BYTES = 8;
    private static final AtomicReference<LogIds> IN_FORCE = new AtomicReference<>(random());

    private final byte[] key;

    private LogIds(byte[] key) {
        this.key = key.clone();
    }

    /** Names made with a secret, for whoever looks up what a log line calls somebody. */
    public LogIds(String secret) {
        this(secret.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** Makes names with this secret from now on, in the whole process; without one the key in force stays. */
    public static void use(Optional<String> secret) {
        secret.map(LogIds::new).ifPresent(IN_FORCE::set);
    }

    /** Returns what log lines of this process call this id. */
    public static String of(String id) {
        return Objects.requireNonNull(IN_FORCE.get()).name(id);
    }

    /** Returns the name of this id. */
    public String name(String id) {
        return PREFIX + HexFormat.of().formatHex(Arrays.copyOf(Hmac.sha256(key, id), BYTES));
    }

    private static LogIds random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new LogIds(key);
    }
}
