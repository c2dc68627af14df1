package org.blockwatch.escalation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;

/**
 * Whom an alert pages, in which order, and after how long. Data of the site: see {@code policy/default.yaml}.
 *
 * @param name what the site calls it
 * @param version counted up at every change
 * @param maxPageAge how old the latest START or ESCALATE of an alert may be for it to page
 * @param retry how often a channel that fails is tried again
 * @param tiers the tiers of each priority, from the first; none: the alert stands on the ward board
 * @param codes alerts that page more than their priority does
 */
public record Policy(
        String name,
        int version,
        Duration maxPageAge,
        Retry retry,
        Map<Priority, List<Tier>> tiers,
        Map<AlertCode, Extra> codes) {

    /**
     * One rung of the ladder.
     *
     * @param roles who is paged
     * @param after how long the tier before has to answer; zero for the first
     * @param channels their order; empty: the recipient's own
     * @param repeat how often the last tier is paged again
     */
    public record Tier(List<String> roles, Duration after, List<String> channels, Optional<Duration> repeat) {}

    /**
     * What one code adds.
     *
     * @param first roles before the first tier's own
     * @param also roles in every tier
     */
    public record Extra(List<String> first, List<String> also) {
        static final Extra NONE = new Extra(List.of(), List.of());
    }

    /**
     * Waits between attempts at a channel that fails, by the wall: a network takes its time whatever clock the engine has.
     *
     * @param first after the first failure; each further one waits twice as long
     * @param longest the most of these
     * @param longestAsked the most that is waited because the channel asks for it
     */
    public record Retry(Duration first, Duration longest, Duration longestAsked) {

        private static final int ENOUGH_DOUBLINGS = 30;

        /**
         * How long to wait after an attempt that failed.
         *
         * @param attempt which, from 1
         * @param asked how long the channel asks to wait; zero if it does not
         */
        Duration after(int attempt, Duration asked) {
            Duration own = min(longest, first.multipliedBy(1L << Math.min(attempt - 1, ENOUGH_DOUBLINGS)));
            Duration theirs = min(longestAsked, asked);
            return own.compareTo(theirs) >= 0 ? own : theirs;
        }

        private static Duration min(Duration a, Duration b) {
            return a.compareTo(b) <= 0 ? a : b;
        }
    }

    /** Name and version, as pages and the audit trail carry them: {@code default/1}. */
    public String id() {
        return name + "/" + version;
    }

    /** Whether alerts of this priority page people. */
    public boolean pages(Priority priority) {
        return !tiersOf(priority).isEmpty();
    }

    /**
     * Whom a tier pages for an alert, each once.
     *
     * @param tier from 1
     */
    public List<String> roles(Priority priority, AlertCode code, int tier) {
        Extra extra = codes.getOrDefault(code, Extra.NONE);
        Stream<String> first = tier == 1 ? extra.first().stream() : Stream.empty();
        Stream<String> own = tiersOf(priority).get(tier - 1).roles().stream();
        return Stream.of(first, own, extra.also().stream())
                .flatMap(roles -> roles)
                .distinct()
                .toList();
    }

    /** An unknown priority is one that a newer release knows: it counts as HIGH, since silence could harm. */
    private List<Tier> tiersOf(Priority priority) {
        return tiers.getOrDefault(priority == Priority.UNKNOWN ? Priority.HIGH : priority, List.of());
    }
}
