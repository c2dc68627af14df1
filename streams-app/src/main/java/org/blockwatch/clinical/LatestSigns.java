package org.blockwatch.clinical;

import static org.blockwatch.event.Consciousness.A;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.blockwatch.clinical.news2.News2Parameter;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.clinical.news2.Observations;
import org.jspecify.annotations.Nullable;

/**
 * The vital signs since S0, one by one: for each parameter the values of the latest instant at which it was measured.
 * Many feeds send one sign at a time, so that one sign says nothing about another.
 *
 * @param at when vital signs were last measured, or null where never
 * @param values the statements that hold those values, in order, each reduced to them
 * @param reported the latest score that a sending system computed, or null
 * @param earlyHypotension the first vital signs with a low pressure soon after T0
 */
public record LatestSigns(
        @Nullable Instant at,
        List<Vitals> values,
        @Nullable ReportedScore reported,
        @Nullable Vitals earlyHypotension) {

    /** Nothing measured yet. */
    public static final LatestSigns NONE = new LatestSigns(null, List.of(), null, null);

    public LatestSigns {
        values = List.copyOf(values);
    }

    /**
     * A score that the sending system computed.
     *
     * @param by the statement that carries it
     * @param values what was measured up to then, as in {@link LatestSigns#values}
     */
    public record ReportedScore(Position by, int points, List<Vitals> values) {
        public ReportedScore {
            values = List.copyOf(values);
        }

        private ReportedScore with(Vitals charted) {
            return charted.occurredAt().isAfter(by.occurredAt())
                    ? this
                    : new ReportedScore(by, points, latestOfEach(values, charted));
        }
    }

    /** Returns these with one more set of vital signs. They may come in any order: each is put where it belongs. */
    LatestSigns after(Vitals charted, Instant t0, Protocol protocol) {
        List<Vitals> now = latestOfEach(values, charted);
        boolean soon = !charted.occurredAt()
                .isAfter(t0.plus(protocol.limits().differential().earlyWithin()));
        boolean low = atMost(
                charted.observed().systolic(),
                protocol.limits().systemicToxicity().systolicAtMost());
        boolean first = earlyHypotension == null || charted.position().compareTo(earlyHypotension.position()) < 0;
        return new LatestSigns(
                at == null || charted.occurredAt().isAfter(at) ? charted.occurredAt() : at,
                now,
                reportedAfter(charted, now),
                soon && low && first
                        ? charted.only(charted.observed().keeping(parameter -> parameter == News2Parameter.SYSTOLIC))
                        : earlyHypotension);
    }

    /**
     * Tells whether {@link #after} leads to what a fold in order leads to. A score that is reported late must be
     * compared with what was measured up to then, and that may have been replaced since.
     */
    boolean takes(Vitals charted) {
        boolean late = at != null && charted.occurredAt().isBefore(at);
        return !late
                || charted.reportedNews2() == null
                || (reported != null
                        && !charted.occurredAt().isAfter(reported.by().occurredAt()));
    }

    /** Returns the score of the latest values; a normal one that is too old counts as missing. */
    public News2Score score(Protocol protocol) {
        News2Score fresh = News2Score.of(observations(values));
        Duration within = protocol.limits().news2().normalWithin();
        if (at == null || values.stream().noneMatch(vitals -> older(vitals, at, within))) {
            return fresh;
        }
        Instant latest = at;
        return News2Score.of(values.stream()
                .map(vitals -> older(vitals, latest, within)
                        ? vitals.observed()
                                .keeping(parameter -> fresh.byParameter().getOrDefault(parameter, 0) > 0)
                        : vitals.observed())
                .toList());
    }

    /** Returns the statements behind the values that score. */
    public Set<String> scoring(Protocol protocol) {
        News2Score score = score(protocol);
        Set<String> ids = new TreeSet<>();
        for (Vitals vitals : values) {
            Set<News2Parameter> measured = vitals.observed().measured();
            if (measured.stream().anyMatch(parameter -> score.byParameter().getOrDefault(parameter, 0) > 0)) {
                ids.add(vitals.eventId());
            }
        }
        return ids;
    }

    /** Tells whether the latest values score so much that an alert is due. */
    public boolean deteriorated(Protocol protocol) {
        Protocol.News2 limits = protocol.limits().news2();
        News2Score score = score(protocol);
        return score.points() >= limits.medium() || score.worst() >= limits.single();
    }

    /** Returns the score as of the latest reported one, of values close to it; null where none was reported lately. */
    public @Nullable News2Score asReported(Protocol protocol) {
        if (reported == null || at == null) {
            return null;
        }
        Duration within = protocol.limits().news2().reportedWithin();
        Instant then = reported.by().occurredAt();
        return then.isBefore(at.minus(within))
                ? null
                : News2Score.of(observations(reported.values().stream()
                        .filter(vitals -> !older(vitals, then, within))
                        .toList()));
    }

    /** Tells whether the latest reported score differs from the one recomputed, which is complete. */
    public boolean disagrees(Protocol protocol) {
        News2Score recomputed = asReported(protocol);
        return reported != null
                && recomputed != null
                && recomputed.complete()
                && recomputed.points() != reported.points();
    }

    /** Returns the values that are signs of local anaesthetic systemic toxicity, whenever they were measured. */
    public List<Vitals> toxic(Protocol protocol) {
        Protocol.SystemicToxicity limits = protocol.limits().systemicToxicity();
        return values.stream()
                .map(vitals -> vitals.only(vitals.observed().keeping(parameter -> toxic(parameter, vitals, limits))))
                .filter(vitals -> !vitals.observed().measured().isEmpty())
                .toList();
    }

    /** Tells whether a parameter was last measured after an instant. */
    boolean measuredAfter(Instant instant, News2Parameter parameter) {
        return values.stream()
                .anyMatch(vitals -> vitals.occurredAt().isAfter(instant)
                        && vitals.observed().measured().contains(parameter));
    }

    /** Returns the latest temperatures, of one instant. */
    Stream<Vitals> temperatures() {
        return values.stream().filter(vitals -> vitals.observed().temperature() != null);
    }

    private @Nullable ReportedScore reportedAfter(Vitals charted, List<Vitals> now) {
        Integer points = charted.reportedNews2();
        ReportedScore before = reported == null ? null : reported.with(charted);
        if (points == null) {
            return before;
        }
        int order =
                before == null ? 1 : charted.occurredAt().compareTo(before.by().occurredAt());
        if (order > 0) {
            return new ReportedScore(
                    charted.position(),
                    points,
                    now.stream()
                            .filter(vitals -> !vitals.occurredAt().isAfter(charted.occurredAt()))
                            .toList());
        }
        boolean worse = before != null
                && order == 0
                && (points > before.points()
                        || (points == before.points()
                                && charted.eventId().compareTo(before.by().eventId()) < 0));
        return before != null && worse ? new ReportedScore(charted.position(), points, before.values()) : before;
    }

    private static boolean toxic(News2Parameter parameter, Vitals vitals, Protocol.SystemicToxicity limits) {
        Observations observed = vitals.observed();
        return switch (parameter) {
            case SYSTOLIC -> atMost(observed.systolic(), limits.systolicAtMost());
            case PULSE -> atMost(observed.heartRate(), limits.heartRateAtMost());
            case CONSCIOUSNESS -> observed.consciousness() != null && observed.consciousness() != A;
            case RESPIRATION, SPO2, OXYGEN, TEMPERATURE -> false;
        };
    }

    /** Keeps of all statements the values that no later statement has replaced. */
    private static List<Vitals> latestOfEach(List<Vitals> known, Vitals charted) {
        List<Vitals> all = new ArrayList<>(known.size() + 1);
        all.addAll(known);
        all.add(charted);
        Map<News2Parameter, Instant> latest = new EnumMap<>(News2Parameter.class);
        for (Vitals vitals : all) {
            for (News2Parameter parameter : vitals.observed().measured()) {
                latest.merge(parameter, vitals.occurredAt(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        List<Vitals> kept = new ArrayList<>(all.size());
        for (Vitals vitals : all) {
            Observations counting =
                    vitals.observed().keeping(parameter -> vitals.occurredAt().equals(latest.get(parameter)));
            if (!counting.measured().isEmpty()) {
                kept.add(vitals.only(counting));
            }
        }
        kept.sort(Statement.ORDER);
        return kept;
    }

    private static List<Observations> observations(List<Vitals> values) {
        return values.stream().map(Vitals::observed).toList();
    }

    private static boolean older(Vitals vitals, Instant than, Duration within) {
        return vitals.occurredAt().isBefore(than.minus(within));
    }

    private static boolean atMost(@Nullable Integer measured, int limit) {
        return measured != null && measured <= limit;
    }
}
