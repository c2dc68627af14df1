package org.blockwatch.gateway.chart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes the identity of a statement of the source and the sender's own identity of the fact, so that a resend has the same one. */
public final class EventIds {

    private static final int BYTES = 16;

    private EventIds() {}

    /** Returns the identity of a fact. */
    public static String of(String source, String... fact) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(source.getBytes(StandardCharsets.UTF_8));
            for (String part : fact) {
                hash.update((byte) 0); // so that no two lists of parts read the same
                hash.update(part.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(Arrays.copyOf(hash.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
