package org.blockwatch.streams.escalation;

import static java.util.stream.Collectors.toSet;
import static org.blockwatch.service.meter.Audience.ROSTER;
import static org.blockwatch.service.meter.Audience.WARD;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.SummedGauge;
import org.blockwatch.streams.escalation.LadderPhase.Acknowledged;

/**
 * Counts what ladders decide; synthetic patients are not counted. What never happened is there as 0, so that a rule on its
 * rate can be written.
 */
public final class LadderMeters {

    /** A policy may have more tiers; who answers so far up is one group. */
    private static final int MOST_TIERS = 5;

    private static final String BEYOND = "5+";

    private static final Map<PageEventKind, Set<PageOutcome>> DECISIONS = Map.of(
            PageEventKind.REQUESTED, Set.of(PageOutcome.OK),
            PageEventKind.ESCALATED, Set.of(PageOutcome.OK, PageOutcome.NO_RECIPIENT, PageOutcome.NOBODY_REACHED),
            PageEventKind.RESUMED, Set.of(PageOutcome.OK),
            PageEventKind.RESCHEDULED, Set.of(PageOutcome.OK, PageOutcome.SETTLING, PageOutcome.NOBODY_ANSWERS),
            PageEventKind.ACKNOWLEDGED,
                    Set.of(
                            PageOutcome.OK,
                            PageOutcome.ASSESSED,
                            PageOutcome.ALREADY_ACKNOWLEDGED,
                            PageOutcome.STALE_ANSWER,
                            PageOutcome.ALERT_ENDED),
            PageEventKind.DECLINED,
                    Set.of(
                            PageOutcome.OK,
                            PageOutcome.ALREADY_ACKNOWLEDGED,
                            PageOutcome.STALE_ANSWER,
                            PageOutcome.ALERT_ENDED),
            PageEventKind.NOTED, Set.of(PageOutcome.OK, PageOutcome.ALERT_ENDED),
            PageEventKind.SUPPRESSED,
                    Set.of(
                            PageOutcome.BOARD_ONLY,
                            PageOutcome.TOO_OLD,
                            PageOutcome.TOLD_TOGETHER,
                            PageOutcome.NOT_SETTLED,
                            PageOutcome.ALERT_ENDED));

    private static final Measure DECISIONS_TAKEN = Measure.counter(
                    "blockwatch.page.decisions",
                    "decisions",
                    "Decisions of ladders to page, not to page, or to stop; which outcomes a kind has: docs/paging.md",
                    WARD)
            .by("kind", names(DECISIONS.keySet()))
            .by(
                    "outcome",
                    names(DECISIONS.values().stream().flatMap(Set::stream).collect(toSet())));

    private static final Measure REQUESTS = Measure.counter(
                    "blockwatch.page.requests", "pages", "Pages asked for, by why and by how urgent", WARD)
            .by("reason", PageReason.values())
            .by("priority", Priority.values());

    private static final Measure EMPTY_TIERS = Measure.counter(
            "blockwatch.empty.tiers",
            "pages",
            "Pages that reached nobody: nobody held the roles, or nobody could be reached",
            ROSTER);

    private static final Measure ANSWER_TIME = Measure.timer(
                    "blockwatch.answer.time",
                    "From an alert's start or latest rise to its acknowledgement, by the tier paged then. Engine time",
                    WARD)
            .by("tier", List.of("1", "2", "3", "4", BEYOND));

    /** Every measure of this package. */
    public static final List<Measure> MEASURES =
            List.of(OpenLadders.LADDERS, OpenLadders.UNANSWERED, REQUESTS, DECISIONS_TAKEN, EMPTY_TIERS, ANSWER_TIME);

    /** Around the steps of ladders: 5 and 15 minutes. */
    private static final List<Duration> ANSWER_TIMES = Stream.of(
                    30, 60, 120, 180, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200)
            .map(Duration::ofSeconds)
            .toList();

    private final Consumer<Instant> canary;
    private final MeterRegistry meters;
    private final Counter emptyTiers;
    private final SummedGauge open;
    private final SummedGauge unanswered;

    /** Meters for all tasks of a process. */
    public LadderMeters(MeterRegistry meters) {
        this(at -> {}, meters);
    }

    /** @param canary is told when a page about a synthetic patient has come through */
    public LadderMeters(Consumer<Instant> canary, MeterRegistry meters) {
        this.canary = canary;
        this.meters = meters;
        this.emptyTiers = EMPTY_TIERS.counter(meters);
        this.open = new SummedGauge(OpenLadders.LADDERS, meters);
        this.unanswered = new SummedGauge(OpenLadders.UNANSWERED, meters);
        DECISIONS.forEach((kind, outcomes) -> outcomes.forEach(outcome -> decisions(kind, outcome)));
        REQUESTS.atZero(meters);
        ANSWER_TIME.combinations().forEach(tier -> ANSWER_TIME.timer(meters, ANSWER_TIMES, tier.get(0)));
    }

    /** A page about a synthetic patient was taken by its channel. */
    void canaryCameThrough(Instant at) {
        canary.accept(at);
    }

    /** The open ladders of the task of a partition, none yet. */
    OpenLadders open(int partition) {
        return new OpenLadders(open.share(partition), unanswered.share(partition));
    }

    /** Counts what a ladder has decided. */
    void count(LadderDecision decision) {
        decision.pages().forEach(this::requested);
        for (PageEvent event : decision.trail()) {
            decided(event);
            if (event.getKind() == PageEventKind.ACKNOWLEDGED && event.getOutcome() == PageOutcome.OK) {
                decision.ladder().ifPresent(this::acknowledged);
            }
        }
    }

    private void decided(PageEvent event) {
        decisions(event.getKind(), event.getOutcome()).increment();
    }

    private void requested(PageRequest page) {
        REQUESTS.counter(meters, page.getReason().name(), page.getPriority().name())
                .increment();
    }

    /** The consumer tells that a page reached nobody: something for operations to put right. */
    void reachedNobody() {
        emptyTiers.increment();
    }

    /** Somebody has taken an alert on. */
    private void acknowledged(Ladder ladder) {
        if (ladder.phase() instanceof Acknowledged acknowledged) {
            Instant risenAt = ladder.answers().risenAt();
            Instant from = risenAt == null ? ladder.alert().getStartedAt() : risenAt;
            Duration time = Duration.between(from, acknowledged.at());
            int tier = ladder.step().tier();
            ANSWER_TIME
                    .timer(meters, ANSWER_TIMES, tier < MOST_TIERS ? Integer.toString(Math.max(1, tier)) : BEYOND)
                    .record(time.isNegative() ? Duration.ZERO : time);
        }
    }

    private Counter decisions(PageEventKind kind, PageOutcome outcome) {
        return DECISIONS_TAKEN.counter(meters, kind.name(), outcome.name());
    }

    private static List<String> names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toList();
    }
}
