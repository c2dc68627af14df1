package org.blockwatch.streams.patient;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says how soon the history of one patient may be folded from its beginning once more. That takes as long as the history is, on a thread
 * that has other patients: so it is done at once, and again only after a time that grows with the history. What comes meanwhile is
 * remembered, and folded together. A deadline of the patient does not wait for it.
 */
final class FoldPace {
    /** Up to here folding costs no more than what else a statement can set off. */
    static final int SHORT = 2_000;

    /** Each takes a tenth of that to be folded or less, so that one patient has a tenth of a thread at most. */
    private static final int STATEMENTS_A_MILLISECOND = 4;

    private static final Duration APART_AT_MOST = Duration.ofSeconds(30);

    private @Nullable Instant last;

    /** Notes that the history has been folded. */
    void folded(Instant now) {
        last = now;
    }

    /**
     * Returns when a history may be folded: now, or later.
     *
     * @param statements of the history
     */
    Instant next(int statements, Instant now) {
        if (last == null || statements < SHORT) {
            return now;
        }
        Duration apart = Duration.ofMillis(statements / STATEMENTS_A_MILLISECOND); // whole ones, as timers count
        Instant since = last.isAfter(now) ? now : last; // the clock was set back
        Instant next = since.plus(apart.compareTo(APART_AT_MOST) < 0 ? apart : APART_AT_MOST);
        return next.isAfter(now) ? next : now;
    }
}
