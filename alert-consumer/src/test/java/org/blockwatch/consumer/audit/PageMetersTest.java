package org.blockwatch.consumer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageMetersTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final PageMeters meters = new PageMeters(List.of("webhook"), metrics);

    @Test
    void shouldCountThatAPageReachesNobody() {
        meters.recorded(event("", null, PageOutcome.NO_RECIPIENT));

        assertThat(nobody(PageOutcome.NO_RECIPIENT)).isEqualTo(1);
        assertThat(nobody(PageOutcome.NOBODY_REACHED)).isZero();
    }

    @Test
    void shouldCountAttemptsToPageAndNeitherNewsNorSyntheticPatients() {
        meters.recorded(event("page_1", "webhook", PageOutcome.OK));
        meters.recorded(event(Pages.ids().news("page_1", PageReason.ENDED), "webhook", PageOutcome.OK));
        meters.recorded(event("page_1", "canary", PageOutcome.OK));

        assertThat(metrics.find("blockwatch.pages").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isEqualTo(1);
    }

    private double nobody(PageOutcome outcome) {
        return metrics.counter("blockwatch.pages.nobody", "outcome", outcome.name())
                .count();
    }

    private static PageEvent event(String attemptId, @Nullable String channel, PageOutcome outcome) {
        return PageEvent.newBuilder()
                .setPageId("a/1/1")
                .setAttemptId(attemptId)
                .setAlertId("a")
                .setPatientId("p")
                .setKind(PageEventKind.ACCEPTED)
                .setOutcome(outcome)
                .setTier(1)
                .setStep(1)
                .setChannel(channel)
                .setAt(Pages.REQUESTED_AT)
                .build();
    }
}
