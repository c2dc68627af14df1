package org.blockwatch.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Vitals;

/**
 * A patient's recovery as it was at some earlier statements. A correction is folded from the latest one before it, and not from the
 * beginning, so that it costs what has been charted since and not what has been charted at all.
 *
 * <p>Each contains all that stands up to its {@code foldedThrough}, or it is not here.
 */
final class Milestones {
    /** So far apart that a few reach back over a shift, so near that little is folded twice. */
    private static final Duration APART = Duration.ofHours(1);

    /** Hardly anything comes later than six hours after it occurred. */
    private static final int KEPT = 6;

    private final Deque<Recovery> oldestFirst = new ArrayDeque<>(KEPT);

    /** A recovery that contains all that stands up to now; kept if it is far enough from the last one. */
    void pass(Recovery recovery) {
        if (recovery.foldedThrough() == null) {
            return;
        }
        boolean far = oldestFirst.isEmpty()
                || !at(recovery).isBefore(at(oldestFirst.getLast()).plus(APART));
        if (far) {
            if (oldestFirst.size() == KEPT) {
                oldestFirst.removeFirst();
            }
            oldestFirst.addLast(recovery);
        }
    }

    /** The latest that nothing which occurred at an instant or later is contained in. */
    Optional<Recovery> before(Instant instant) {
        Recovery latest = null;
        for (Recovery recovery : oldestFirst) {
            latest = at(recovery).isBefore(instant) ? recovery : latest;
        }
        return Optional.ofNullable(latest);
    }

    /** Something that occurred at an instant has changed. */
    void forgetSince(Instant instant) {
        oldestFirst.removeIf(recovery -> !at(recovery).isBefore(instant));
    }

    /** A block has been changed: its own time is not all that depends on it. */
    void forgetAll() {
        oldestFirst.clear();
    }

    /** Late vital signs have come: they are taken in where they belong. */
    void take(Vitals vitals, Protocols protocols) {
        List<Recovery> taken = new ArrayList<>(oldestFirst);
        oldestFirst.clear();
        for (Recovery recovery : taken) {
            int order = at(recovery).compareTo(vitals.occurredAt());
            if (order < 0) {
                oldestFirst.addLast(recovery);
            } else if (order > 0) {
                oldestFirst.addLast(recovery.then(vitals, protocols).orElseThrow());
            } // else others of this instant, earlier in order, may not be contained
        }
    }

    private static Instant at(Recovery recovery) {
        return recovery.foldedThrough().occurredAt();
    }
}
