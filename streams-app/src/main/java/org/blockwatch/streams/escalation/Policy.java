package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
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
import org.jspecify.annotations.Nullable;

/**
 * Whom an alert pages, in which order, and after how long. Data of the site: see {@code policy/default.yaml}.
 *
 * @param name what the site calls it
 * @param version counted up at every change
 * @param timing what holds for every ladder
 * @param retry how often a channel that fails is tried again
 * @param inHouse whom an alert pages
 * @param home whom it pages instead while the patient is at home
 */
public record Policy(String name, int version, Timing timing, Retry retry, HouseTiers inHouse, HomeTiers home) {

    /**
     * Whom alerts page.
     *
     * @param tiers the tiers of each priority, from the first; none: the alert stands on the ward board
     * @param codes alerts that page otherwise than their priority does
     */
    public record HouseTiers(Map<Priority, List<Tier>> tiers, Map<AlertCode, Special> codes) {}

    /**
     * Whom alerts page while the patient is at home.
     *
     * @param tiers the tiers of a priority; a priority without any pages as in house
     * @param quiet when at night these tiers wake nobody, unless the patient is anticoagulated; null: never
     * @param zone the site's time zone
     */
    public record HomeTiers(
            Map<Priority, List<Tier>> tiers, @Nullable NightHours quiet, ZoneId zone) {

        /** Returns until when nobody is woken at an instant; empty where somebody may be. */
        public Optional<Instant> quietUntil(Instant now) {
            return quiet == null ? Optional.empty() : quiet.endAfter(now, zone);
        }
    }

    /** The hours of a night, in local time: from the first inclusive, until the second exclusive. */
    public record NightHours(LocalTime from, LocalTime until) {

        private boolean covers(LocalTime time) {
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }

        private Optional<Instant> endAfter(Instant now, ZoneId zone) {
            ZonedDateTime local = now.atZone(zone);
            if (!covers(local.toLocalTime())) {
                return Optional.empty();
            }
            ZonedDateTime end = local.toLocalDate().atTime(until).atZone(zone);
            ZonedDateTime next = end.toInstant().isAfter(now)
                    ? end
                    : local.toLocalDate().plusDays(1).atTime(until).atZone(zone);
            return Optional.of(next.toInstant());
        }
    }

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
        HouseTiers nobody = new HouseTiers(Map.of(), Map.of());
        return new Policy(name, version, timing, retry, nobody, new HomeTiers(Map.of(), null, home.zone()));
    }

    /** Returns name and version, as pages and the audit trail carry them: {@code default/1}. */
    public String id() {
        return name + "/" + version;
    }

    /** Returns every role that a tier can page. */
    public Set<String> roles() {
        Set<String> roles = inHouseRoles();
        home.tiers().values().stream().flatMap(List::stream).forEach(tier -> roles.addAll(tier.roles()));
        return roles;
    }

    /** Returns every role that may be asked for while a patient is in house, in the order of the policy. */
    public Set<String> inHouseRoles() {
        Set<String> roles = new LinkedHashSet<>();
        Map<AlertCode, Special> codes = inHouse.codes();
        Stream.of(inHouse.tiers().values().stream(), codes.values().stream().map(Special::tiers))
                .flatMap(tiers -> tiers)
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
        Special special = inHouse.codes().getOrDefault(code, Special.NONE);
        Map<Priority, List<Tier>> kept = new EnumMap<>(Priority.class);
        inHouse.tiers().forEach((priority, own) -> {
            boolean pagesOtherwise = !own.isEmpty() && !special.tiers().isEmpty();
            kept.put(priority, with(special, pagesOtherwise ? special.tiers() : own));
        });
        return new KeptPolicy(id(), timing, retry, kept, home);
    }

    private static List<Tier> with(Special special, List<Tier> tiers) {
        return IntStream.range(0, tiers.size())
                .mapToObj(i -> tiers.get(i).with(i == 0 ? special.first() : List.of(), special.also()))
                .toList();
    }
}
