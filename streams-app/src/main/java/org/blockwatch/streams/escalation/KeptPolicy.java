package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.Priority;
import org.blockwatch.event.Setting;
import org.blockwatch.streams.escalation.LadderPhase.Silence;
import org.blockwatch.streams.escalation.Policy.HomeTiers;
import org.blockwatch.streams.escalation.Policy.Retry;
import org.blockwatch.streams.escalation.Policy.Tier;
import org.blockwatch.streams.escalation.Policy.Timing;
import org.jspecify.annotations.Nullable;

/**
 * The part of a policy that a ladder keeps from its beginning to its end (paging.md, promise 6).
 *
 * @param version name and version of the policy
 * @param tiers the tiers of each priority, those roles included that the alert's code adds
 * @param home the tiers instead while the patient is at home
 */
public record KeptPolicy(String version, Timing timing, Retry retry, Map<Priority, List<Tier>> tiers, HomeTiers home) {

    /** How long a last tier that does not answer is paged as often as its policy says. */
    private static final Duration UNSLOWED = Duration.ofMinutes(30);

    /** Returns the tiers of an alert as it is now. An unknown priority counts as HIGH, since silence could harm. */
    private List<Tier> of(Alert alert) {
        return homeTiers(alert).orElseGet(() -> tiers.getOrDefault(known(alert.getPriority()), List.of()));
    }

    private Optional<List<Tier>> homeTiers(Alert alert) {
        return alert.getSetting() == Setting.HOME
                ? Optional.ofNullable(home.tiers().get(known(alert.getPriority())))
                : Optional.empty();
    }

    private static Priority known(Priority priority) {
        return priority == Priority.UNKNOWN ? Priority.HIGH : priority;
    }

    /** Returns whether such an alert pages people. */
    boolean pages(Alert alert) {
        return !of(alert).isEmpty();
    }

    /** Returns whether an alert pages others than it did before: the patient has gone home, or is back. */
    boolean pagesOthers(Alert before, Alert now) {
        return !of(before).equals(of(now));
    }

    /** Returns the number of the last tier: there is none after it, so it repeats. */
    int last(Alert alert) {
        return of(alert).size();
    }

    /** @param tier from 1 */
    public Tier tier(Alert alert, int tier) {
        return of(alert).get(tier - 1);
    }

    /** Returns how often the last tier is paged again. */
    Duration repeat(Alert alert) {
        return tier(alert, last(alert)).repeat().orElseThrow();
    }

    /** Returns when somebody may be paged who is to be at an instant: then, or once the night is over. */
    Instant awake(Alert alert, Instant instant) {
        boolean sleeps = homeTiers(alert).isPresent() && !Boolean.TRUE.equals(alert.getAnticoagulated());
        return sleeps ? home.quietUntil(instant).orElse(instant) : instant;
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
