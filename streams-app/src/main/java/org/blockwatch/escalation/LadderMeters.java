package org.blockwatch.escalation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;

/** Counts what ladders decide. A decision never taken is there as 0, so that a rule on its rate can be written. */
final class LadderMeters {

    private final MeterRegistry meters;

    LadderMeters(MeterRegistry meters) {
        this.meters = meters;
        counter(PageEventKind.REQUESTED, PageOutcome.OK);
        counter(PageEventKind.ACKNOWLEDGED, PageOutcome.OK);
        counter(PageEventKind.SUPPRESSED, PageOutcome.BOARD_ONLY);
        counter(PageEventKind.SUPPRESSED, PageOutcome.TOO_OLD);
        counter(PageEventKind.SUPPRESSED, PageOutcome.ALERT_ENDED);
    }

    void decided(PageEvent event) {
        counter(event.getKind(), event.getOutcome()).increment();
    }

    private Counter counter(PageEventKind kind, PageOutcome outcome) {
        return Counter.builder("blockwatch.page.decisions")
                .description("Decisions of ladders to page, not to page, or to stop")
                .tag("kind", kind.name())
                .tag("outcome", outcome.name())
                .register(meters);
    }
}
