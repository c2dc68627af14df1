package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;

/**
 * Whom an alert pages, in which order, and after how long. Data of the site: see {@code policy/default.yaml}.
 *
 * @param name what the site calls it
 * @param version counted up at every change
 * @param timing what holds for every ladder
 * @param retry how often a channel that fails is tried again
 * @param tiers the tiers of each priority, from the first; none: the alert stands on the ward board
 * @param codes alerts that page otherwise than their priority does
 */
public record Policy(
        String name,
        int version,
        Timing timing,
        Retry retry,
        Map<Priority, List<Tier>> tiers,
        Map<AlertCode, Special> codes) {

    /**
     * Times that hold for every ladder.
     *
     * @param maxPageAge how old the latest START or ESCALATE of an alert may be for a ladder to begin
     * @param ackWithoutAction how long after the acknowledgement of a HIGH alert the patient must have been assessed
     * @param settleImplicit how long the page about an implicit block waits for the block to be charted
     * @param settleLate how long the page about an alert raised late waits for what was charted meanwhile
     * @param repeatLongest the longest wait between two pages of a last tier that does not answer
     */
    public record Timing(
            Duration maxPageAge,
            Duration ackWithoutAction,
            Duration settleImplicit,
            Duration settleLate,
            Duration repeatLongest) {}

    /**
     * One rung of the ladder.
     *
     * @param roles who is paged
     * @param after how long the tier before has to answer; zero for the first
     * @param channels their order; empty: the recipient's own
     * @param repeat how often the last tier is paged again
     */
    public record Tier(List<String> roles, Duration after, List<String> channels, Optional<Duration> repeat) {

        private Tier with(List<String> first, List<String> also) {
            List<String> all = Stream.of(first, roles, also)
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
            return new Tier(all, after, channels, repeat);
        }
    }

    /**
     * How the alerts of one code page.
     *
     * @param tiers its own, for every priority that pages; empty: those of the priority
     * @param first roles before the first tier's own
     * @param also roles in every tier
     */
    public record Special(List<Tier> tiers, List<String> first, List<String> also) {
        static final Special NONE = new Special(List.of(), List.of(), List.of());
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
         * Returns how long to wait after an attempt that failed.
         *
         * @param attempt which, from 1
         * @param asked how long the channel asks to wait; zero if it does not
         */
        Duration after(int attempt, Duration asked) {
            Duration own = least(longest, first.multipliedBy(1L << Math.min(attempt - 1, ENOUGH_DOUBLINGS)));
            Duration granted = least(longestAsked, asked);
            return own.compareTo(granted) > 0 ? own : granted;
        }

        private static Duration least(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    /** Returns the same policy with no tier: alerts stand on the board, and nobody is paged. */
    public Policy withoutTiers() {
        return new Policy(name, version, timing, retry, Map.of(), Map.of());
    }

    /** Returns name and version, as pages and the audit trail carry them: {@code default/1}. */
    public String id() {
        return name + "/" + version;
    }

    /** Returns every role that a tier can page. */
    public Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>();
        Stream.concat(tiers.values().stream(), codes.values().stream().map(Special::tiers))
                .flatMap(List::stream)
                .forEach(tier -> roles.addAll(tier.roles()));
        codes.values().forEach(special -> {
            roles.addAll(special.first());
            roles.addAll(special.also());
        });
        return roles;
    }

    /** Returns what a ladder for this kind of alert keeps: the tiers with the roles that the alert's code adds. */
    public KeptPolicy keptFor(AlertCode code) {
        Special special = codes.getOrDefault(code, Special.NONE);
        Map<Priority, List<Tier>> kept = new EnumMap<>(Priority.class);
        tiers.forEach((priority, own) -> {
            boolean pagesOtherwise = !own.isEmpty() && !special.tiers().isEmpty();
            kept.put(priority, with(special, pagesOtherwise ? special.tiers() : own));
        });
        return new KeptPolicy(id(), timing, retry, kept);
    }

    private static List<Tier> with(Special special, List<Tier> tiers) {
        return IntStream.range(0, tiers.size())
                .mapToObj(i -> tiers.get(i).with(i == 0 ? special.first() : List.of(), special.also()))
                .toList();
    }
}
