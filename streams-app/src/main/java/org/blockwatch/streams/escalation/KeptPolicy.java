package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.blockwatch.event.Priority;
import org.blockwatch.streams.escalation.LadderPhase.Silence;
import org.blockwatch.streams.escalation.Policy.Retry;
import org.blockwatch.streams.escalation.Policy.Tier;
import org.blockwatch.streams.escalation.Policy.Timing;
import org.jspecify.annotations.Nullable;

/**
 * The part of a policy that a ladder keeps from its beginning to its end (paging.md, promise 6).
 *
 * @param version name and version of the policy
 * @param tiers the tiers of each priority, those roles included that the alert's code adds
 */
public record KeptPolicy(String version, Timing timing, Retry retry, Map<Priority, List<Tier>> tiers) {

    /** How long a last tier that does not answer is paged as often as its policy says. */
    private static final Duration UNSLOWED = Duration.ofMinutes(30);

    /** Returns the tiers of a priority. An unknown one counts as HIGH, since silence could harm. */
    private List<Tier> of(Priority priority) {
        return tiers.getOrDefault(priority == Priority.UNKNOWN ? Priority.HIGH : priority, List.of());
    }

    /** Returns whether alerts of this priority page people. */
    boolean pages(Priority priority) {
        return !of(priority).isEmpty();
    }

    /** Returns the number of the last tier: there is none after it, so it repeats. */
    int last(Priority priority) {
        return of(priority).size();
    }

    /** @param tier from 1 */
    public Tier tier(Priority priority, int tier) {
        return of(priority).get(tier - 1);
    }

    /** Returns how often the last tier is paged again. */
    Duration repeat(Priority priority) {
        return tier(priority, last(priority)).repeat().orElseThrow();
    }

    /**
     * Returns how long to wait for a last tier that is paged now and does not answer: twice as long each time, once it has
     * been paged for half an hour (paging.md, promise 14); null: as long as {@code repeat} says.
     */
    @Nullable
    Duration slowed(Duration repeat, Silence silence, Instant now) {
        if (now.isBefore(silence.since().plus(UNSLOWED))) {
            return null;
        }
        Duration longest = max(repeat, timing.repeatLongest());
        Duration doubled = (silence.slowedTo() == null ? repeat : silence.slowedTo()).multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
