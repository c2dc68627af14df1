package org.blockwatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The demonstration's judge must notice a ladder that has fallen silent, and accuse no other. */
class LadderStatisticsTest {

    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant NEXT = START.plus(Duration.ofMinutes(5));

    private final LadderStatistics ladders = new LadderStatistics();

    @Test
    void shouldNoticeALadderThatLetsItsTimeGoBy() {
        ladders.seen(alert(AlertPhase.START));
        ladders.seen(decision(PageEventKind.REQUESTED, PageOutcome.OK, NEXT));

        assertThat(ladders.silent(NEXT)).isEmpty();
        assertThat(ladders.silent(NEXT.plusMillis(1)))
                .singleElement()
                .asString()
                .contains("b1/R/1");
    }

    @Test
    void shouldNoticeALadderThatWaitsForNothingThoughNobodyHasTakenItOn() {
        ladders.seen(alert(AlertPhase.START));
        ladders.seen(decision(PageEventKind.REQUESTED, PageOutcome.OK, null));

        assertThat(ladders.silent(START)).hasSize(1);

        ladders.seen(decision(PageEventKind.ACKNOWLEDGED, PageOutcome.OK, null));
        assertThat(ladders.silent(START)).isEmpty();
    }

    @Test
    void shouldNoticeThatNobodyGoesOnWhereWhoeverTookItOnHasGivenItBack() {
        ladders.seen(alert(AlertPhase.START));
        ladders.seen(decision(PageEventKind.ACKNOWLEDGED, PageOutcome.OK, null));
        ladders.seen(decision(PageEventKind.DECLINED, PageOutcome.ALREADY_ACKNOWLEDGED, null));
        assertThat(ladders.silent(START)).as("declined by somebody else").isEmpty();

        ladders.seen(decision(PageEventKind.DECLINED, PageOutcome.OK, null));
        assertThat(ladders.silent(START)).hasSize(1);
    }

    @Test
    void shouldLeaveAnAlertBeThatHasEnded() {
        ladders.seen(alert(AlertPhase.START));
        ladders.seen(decision(PageEventKind.REQUESTED, PageOutcome.OK, NEXT));
        ladders.seen(alert(AlertPhase.END));

        assertThat(ladders.silent(NEXT.plusSeconds(60))).isEmpty();
        assertThat(ladders.open()).isZero();
        assertThat(ladders.mostOpen()).isOne();
    }

    private static Alert alert(AlertPhase phase) {
        return Alert.newBuilder()
                .setAlertId("b1/R/1")
                .setPatientId("p1")
                .setBlockId("b1")
                .setBlockAt(START)
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setRule("R1")
                .setProtocolVersion("test/1")
                .setPriority(Priority.HIGH)
                .setPhase(phase)
                .setDueAt(START)
                .setStartedAt(START)
                .setAt(START)
                .setCitation("")
                .build();
    }

    private static PageEvent decision(PageEventKind kind, PageOutcome outcome, @Nullable Instant nextAt) {
        return PageEvent.newBuilder()
                .setPageId("b1/R/1/1/1")
                .setAlertId("b1/R/1")
                .setPatientId("p1")
                .setKind(kind)
                .setOutcome(outcome)
                .setTier(1)
                .setStep(1)
                .setAt(START)
                .setNextAt(nextAt)
                .build();
    }
}
