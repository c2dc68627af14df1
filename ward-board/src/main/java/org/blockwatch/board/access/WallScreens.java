package org.blockwatch.board.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.blockwatch.event.AccessEvent;
import org.blockwatch.event.AccessKind;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/**
 * The screens on walls. One that nobody knows shows a code; somebody of the unit who has signed in confirms it, and the screen is let in for
 * 90 days, to that unit's wall alone. What was let in and shut out stands in the record of accesses, where every instance reads it.
 * Thread-safe.
 */
public final class WallScreens {

    private static final Duration CODE_LASTS = Duration.ofMinutes(10);
    private static final int MOST_WAITING = 200;

    /** Without what looks alike. */
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int CODE_LENGTH = 6;
    private static final int ID_BYTES = 8;

    private final EngineClock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<String, Known> known = new TreeMap<>();

    private record Waiting(String id, String unit, Instant until) {}

    /**
     * A screen that was let in.
     *
     * @param by who let it in
     */
    public record Known(String id, String unit, String by, Instant at, boolean revoked) {}

    /**
     * What an unknown screen shows.
     *
     * @param id what it keeps to be known by
     */
    record Code(String id, String code) {}

    WallScreens(EngineClock clock) {
        this.clock = clock;
    }

    /** Takes in what stands in the record of accesses. */
    public synchronized void heard(AccessEvent event) {
        String id = event.getStatementId();
        if (id == null || event.getUnit() == null) {
            return;
        }
        if (event.getKind() == AccessKind.PAIRED) {
            Known before = known.get(id);
            if (before == null || !before.revoked()) {
                known.put(id, new Known(id, event.getUnit(), event.getUser(), event.getAt(), false));
            }
        } else if (event.getKind() == AccessKind.REVOKED) {
            known.put(id, new Known(id, event.getUnit(), event.getUser(), event.getAt(), true));
        }
    }

    /** Returns the code of a screen that is not known; the same for one that shows its code already. */
    synchronized Code code(@Nullable String id, String unit) {
        Instant now = clock.wallNow();
        waiting.values().removeIf(one -> one.until().isBefore(now));
        Optional<Code> shown = waiting.entrySet().stream()
                .filter(one ->
                        one.getValue().id().equals(id) && one.getValue().unit().equals(unit))
                .findFirst()
                .map(one -> new Code(one.getValue().id(), one.getKey()));
        if (shown.isPresent()) {
            return shown.get();
        }
        if (waiting.size() >= MOST_WAITING) {
            waiting.clear(); // somebody plays: who waits in earnest sees a new code
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        Code code = new Code(HexFormat.of().formatHex(bytes), letters());
        waiting.put(code.code(), new Waiting(code.id(), unit, now.plus(CODE_LASTS)));
        return code;
    }

    private String letters() {
        StringBuilder code = new StringBuilder();
        for (int n = 0; n < CODE_LENGTH; n++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** Returns the unit of the screen that shows a code. */
    synchronized Optional<Viewer.Wall> showing(String code) {
        return Optional.ofNullable(waiting.get(code.strip().toUpperCase(Locale.ROOT)))
                .filter(one -> one.until().isAfter(clock.wallNow()))
                .map(one -> new Viewer.Wall(one.id(), one.unit()));
    }

    /** Returns whether a screen has been let in and not shut out. */
    synchronized boolean isLetIn(String id) {
        Known screen = known.get(id);
        return screen != null && !screen.revoked();
    }

    /** Returns the screens that are let in to units that somebody treats. */
    synchronized List<Known> of(Viewer.SignedIn who) {
        List<Known> own = new ArrayList<>();
        for (Known screen : known.values()) {
            if (!screen.revoked() && who.treats(screen.unit())) {
                own.add(screen);
            }
        }
        return own;
    }
}
