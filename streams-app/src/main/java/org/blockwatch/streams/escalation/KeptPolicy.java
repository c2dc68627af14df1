package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.util.List;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderPolicy;
import org.blockwatch.state.LadderTier;

/**
 * The policy that a ladder keeps from its beginning to its end (paging.md, promise 6), asked as the ladder asks.
 *
 * @param row as it is stored
 */
public record KeptPolicy(LadderPolicy row) {

    private static final int ENOUGH_DOUBLINGS = 30;

    /** The tiers of a priority. An unknown one is one that a newer release knows: it counts as HIGH, since silence could harm. */
    private List<LadderTier> tiers(Priority priority) {
        return switch (priority) {
            case HIGH, UNKNOWN -> row.getHigh();
            case MEDIUM -> row.getMedium();
            case LOW -> row.getLow();
        };
    }

    /** Whether alerts of this priority page people. */
    boolean pages(Priority priority) {
        return !tiers(priority).isEmpty();
    }

    /** The number of the last tier: there is none after it, so it repeats. */
    int last(Priority priority) {
        return tiers(priority).size();
    }

    /** @param tier from 1 */
    public LadderTier tier(Priority priority, int tier) {
        return tiers(priority).get(tier - 1);
    }

    /** How long a tier has to answer: until the next is paged, or the last again. */
    Duration patience(Priority priority, int tier) {
        return Duration.ofMillis(
                tier < last(priority)
                        ? tier(priority, tier + 1).getAfterMs()
                        : tier(priority, tier).getRepeatMs());
    }

    Duration maxPageAge() {
        return Duration.ofMillis(row.getMaxPageAgeMs());
    }

    Duration ackWithoutAction() {
        return Duration.ofMillis(row.getAckWithoutActionMs());
    }

    /**
     * How long, by the wall, to wait after an attempt that failed: a network takes its time whatever clock the engine has.
     *
     * @param attempt which, from 1
     * @param askedMs how long the channel asks to wait, milliseconds; 0 if it does not
     */
    Duration retryAfter(int attempt, long askedMs) {
        long doubled = row.getRetryFirstMs() << Math.min(attempt - 1, ENOUGH_DOUBLINGS);
        long own = Math.min(row.getRetryLongestMs(), doubled);
        return Duration.ofMillis(Math.max(own, Math.min(row.getRetryLongestAskedMs(), askedMs)));
    }
}
