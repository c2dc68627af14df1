package org.blockwatch.consumer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.consumer.page.Pages.REQUESTED_AT;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.junit.jupiter.api.Test;

class AlertStatesTest {

    private final VirtualClock clock = EngineClock.virtual(REQUESTED_AT.plusSeconds(1));
    private final AlertStates alerts = new AlertStates(clock);
    private final PageRequest page = Pages.request("p", 1).build();

    @Test
    void shouldLetAPageOfAnAlertThatNothingIsKnownOfGo() {
        assertThat(alerts.whyNot(page)).isEmpty();
    }

    @Test
    void shouldHoldBackAPageWhoseAlertHasEnded() {
        alerts.heard(alert(AlertPhase.END));
        alerts.heard(alert(AlertPhase.ESCALATE)); // heard again: changes nothing

        assertThat(alerts.whyNot(page)).contains(PageOutcome.ALERT_ENDED);
    }

    /** The ladder had not seen the answer when it asked for the page, whatever the clocks say. */
    @Test
    void shouldHoldBackAPageThatTheLadderAskedForWithoutKnowingOfTheAnswer() {
        alerts.heard(acknowledged("r1", "nurse-3", REQUESTED_AT.minusSeconds(3600)), 5);

        assertThat(alerts.whyNot(knowing(4))).contains(PageOutcome.ALREADY_ACKNOWLEDGED);
        assertThat(alerts.whyNot(knowing(5))).isEmpty();
    }

    @Test
    void shouldLetAPageGoWhoseAlertHasRisenSinceTheAnswerWasGiven() {
        PageRequest risen = Pages.request("p", 1).setAnswersFrom(REQUESTED_AT).build();
        alerts.heard(acknowledged("r1", "nurse-3", REQUESTED_AT.minusMillis(1)), 5);
        assertThat(alerts.whyNot(risen)).isEmpty();

        alerts.heard(acknowledged("r2", "nurse-3", REQUESTED_AT), 6);
        assertThat(alerts.whyNot(risen)).contains(PageOutcome.ALREADY_ACKNOWLEDGED);
    }

    @Test
    void shouldLetAPageGoWhereThePersonHasDeclinedWhatTheyHadTakenOn() {
        alerts.heard(acknowledged("r1", "nurse-3", REQUESTED_AT), 5);
        alerts.heard(answer("r2", "dr-7", AlertResponseKind.DECLINED), 6);
        assertThat(alerts.whyNot(page)).contains(PageOutcome.ALREADY_ACKNOWLEDGED);

        alerts.heard(answer("r3", "nurse-3", AlertResponseKind.DECLINED), 7);
        assertThat(alerts.whyNot(page)).isEmpty();
        alerts.heard(acknowledged("r1", "nurse-3", REQUESTED_AT), 5); // heard again
        assertThat(alerts.whyNot(page)).isEmpty();

        alerts.heard(acknowledged("r4", "nurse-3", REQUESTED_AT), 8);
        assertThat(alerts.whyNot(page)).contains(PageOutcome.ALREADY_ACKNOWLEDGED);
    }

    /** A client that sends its answer once more does not answer what has happened since. */
    @Test
    void shouldTakeTheSameAnswerOnlyOnce() {
        alerts.heard(acknowledged("r1", "nurse-3", REQUESTED_AT), 5);
        alerts.heard(acknowledged("r1", "nurse-3", REQUESTED_AT), 9);

        assertThat(alerts.whyNot(knowing(5))).isEmpty();
    }

    @Test
    void shouldTakeAClosingNoteForNoAnswer() {
        alerts.heard(answer("r1", "nurse-3", AlertResponseKind.CLOSING_NOTE), 5);

        assertThat(alerts.whyNot(page)).isEmpty();
    }

    @Test
    void shouldHoldBackAPagePastItsTimeAndNotBefore() {
        clock.advance(Duration.between(clock.now(), REQUESTED_AT.plus(Duration.ofHours(12))));
        assertThat(alerts.whyNot(page)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(alerts.whyNot(page)).contains(PageOutcome.TOO_OLD);
        assertThat(alerts.whyNot(Pages.request("p", 1).setExpiresAt(null).build()))
                .isEmpty();
    }

    private static PageRequest knowing(long lastAnswer) {
        return Pages.request("p", 1).setLastAnswer(lastAnswer).build();
    }

    private static AlertResponse acknowledged(String eventId, String by, Instant at) {
        return AlertResponse.newBuilder(answer(eventId, by, AlertResponseKind.ACKNOWLEDGED))
                .setOccurredAt(at)
                .build();
    }

    private static AlertResponse answer(String eventId, String by, AlertResponseKind kind) {
        return AlertResponse.newBuilder()
                .setEventId(eventId)
                .setPatientId("p")
                .setAlertId(Pages.request("p", 1).build().getAlertId())
                .setKind(kind)
                .setBy(by)
                .setOccurredAt(REQUESTED_AT)
                .build();
    }

    private static Alert alert(AlertPhase phase) {
        PageRequest page = Pages.request("p", 1).build();
        return Alert.newBuilder()
                .setAlertId(page.getAlertId())
                .setPatientId("p")
                .setBlockId(page.getBlockId())
                .setBlockAt(Pages.BLOCK_AT)
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setRule("R1")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(Priority.HIGH)
                .setPhase(phase)
                .setDueAt(REQUESTED_AT)
                .setAt(REQUESTED_AT)
                .setStartedAt(REQUESTED_AT)
                .build();
    }
}
