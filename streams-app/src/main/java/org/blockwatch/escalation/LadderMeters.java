package org.blockwatch.escalation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderState;

/**
 * Counts what ladders decide; synthetic patients are not counted. What never happened is there as 0, so that a rule on its
 * rate can be written.
 */
final class LadderMeters {

    private static final Map<PageEventKind, Set<PageOutcome>> DECISIONS = Map.of(
            PageEventKind.REQUESTED, Set.of(PageOutcome.OK),
            PageEventKind.ESCALATED, Set.of(PageOutcome.OK, PageOutcome.NO_RECIPIENT, PageOutcome.NOBODY_REACHED),
            PageEventKind.RESUMED, Set.of(PageOutcome.OK),
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
                            PageOutcome.ALERT_ENDED));

    private final MeterRegistry meters;
    private final Counter emptyTiers;
    private final Timer answerTime;

    LadderMeters(MeterRegistry meters) {
        this.meters = meters;
        this.emptyTiers = Counter.builder("blockwatch.empty.tiers")
                .description("Pages that reached nobody: nobody held the roles, or nobody could be reached")
                .register(meters);
        this.answerTime = Timer.builder("blockwatch.answer.time")
                .description("From the start of an alert, or its latest rise, to its acknowledgement, engine time")
                .publishPercentiles(0.5, 0.9)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofSeconds(1))
                .maximumExpectedValue(Duration.ofHours(12))
                .register(meters);
        DECISIONS.forEach((kind, outcomes) -> outcomes.forEach(outcome -> decisions(kind, outcome)));
        for (PageReason reason : PageReason.values()) {
            for (Priority priority : Priority.values()) {
                requests(reason, priority);
            }
        }
    }

    void decided(PageEvent event) {
        decisions(event.getKind(), event.getOutcome()).increment();
    }

    void requested(PageRequest page) {
        requests(page.getReason(), page.getPriority()).increment();
    }

    /** The consumer tells that a page reached nobody: something for operations to put right. */
    void reachedNobody() {
        emptyTiers.increment();
    }

    /** Somebody has taken an alert on. */
    void acknowledged(LadderState ladder) {
        Instant from = ladder.getRisenAt() == null ? ladder.getAlert().getStartedAt() : ladder.getRisenAt();
        Duration time = Duration.between(from, ladder.getAcknowledgedAt());
        answerTime.record(time.isNegative() ? Duration.ZERO : time);
    }

    private Counter decisions(PageEventKind kind, PageOutcome outcome) {
        return Counter.builder("blockwatch.page.decisions")
                .description("Decisions of ladders to page, not to page, or to stop")
                .tag("kind", kind.name())
                .tag("outcome", outcome.name())
                .register(meters);
    }

    private Counter requests(PageReason reason, Priority priority) {
        return Counter.builder("blockwatch.page.requests")
                .description("Pages asked for, by why and by how urgent")
                .tag("reason", reason.name())
                .tag("priority", priority.name())
                .register(meters);
    }
}
