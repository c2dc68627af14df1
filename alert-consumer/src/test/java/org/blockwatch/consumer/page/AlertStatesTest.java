package org.blockwatch.consumer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.consumer.page.Pages.REQUESTED_AT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
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
        alerts.heard(decided(PageEventKind.ACKNOWLEDGED, PageOutcome.OK, 5));

        assertThat(alerts.whyNot(knowing(4))).contains(PageOutcome.ALREADY_ACKNOWLEDGED);
        assertThat(alerts.whyNot(knowing(5))).isEmpty();
    }

    /** Before its alert, for what the alert was before it rose, under a foreign key: the ladder refuses it. */
    @Test
    void shouldBelieveNoAnswerThatTheLadderDoesNotBelieve() {
        alerts.heard(alert(AlertPhase.START));
        alerts.heard(acknowledged("r1", REQUESTED_AT), 5);
        alerts.heard(decided(PageEventKind.ACKNOWLEDGED, PageOutcome.STALE_ANSWER, 5));
        alerts.heard(decided(PageEventKind.ACKNOWLEDGED, PageOutcome.ASSESSED, -1));
        alerts.heard(decided(PageEventKind.DECLINED, PageOutcome.OK, 6));

        assertThat(alerts.whyNot(page)).isEmpty();
        assertThat(alerts.decided(List.of(page))).isDone();
    }

    @Test
    void shouldHoldAPageUntilTheLadderHasDecidedOnAnAnswer() {
        alerts.heard(alert(AlertPhase.START));
        alerts.heard(acknowledged("r1", REQUESTED_AT), 5);
        CompletableFuture<Void> held = alerts.decided(List.of(page));
        assertThat(held).isNotDone();
        assertThat(alerts.decided(List.of(knowing(5)))).isDone();

        alerts.heard(decided(PageEventKind.ACKNOWLEDGED, PageOutcome.OK, 5));

        assertThat(held).succeedsWithin(Duration.ofMillis(500));
        assertThat(alerts.whyNot(page)).contains(PageOutcome.ALREADY_ACKNOWLEDGED);
    }

    @Test
    void shouldHoldAPageForASecondAtMost() {
        alerts.heard(alert(AlertPhase.START));
        alerts.heard(acknowledged("r1", REQUESTED_AT), 5);

        assertThat(alerts.decided(List.of(page))).succeedsWithin(Duration.ofSeconds(10));
        assertThat(alerts.whyNot(page)).isEmpty();
        alerts.heard(acknowledged("r1", REQUESTED_AT), 5); // heard again
        assertThat(alerts.whyNot(page)).isEmpty();
    }

    @Test
    void shouldHoldNoPageForAnAnswerThatCannotCount() {
        alerts.heard(acknowledged("r1", REQUESTED_AT), 5);
        assertThat(alerts.decided(List.of(page))).as("no such alert is known").isDone();

        alerts.heard(alert(AlertPhase.START));
        PageRequest risen =
                Pages.request("p", 1).setAnswersFrom(REQUESTED_AT.plusMillis(1)).build();
        assertThat(alerts.decided(List.of(risen))).as("before the rise").isDone();

        alerts.heard(decided(PageEventKind.NOTED, PageOutcome.OK, 7));
        assertThat(alerts.decided(List.of(page))).as("decided already").succeedsWithin(Duration.ofMillis(500));
        alerts.heard(acknowledged("r2", REQUESTED_AT), 6);
        assertThat(alerts.decided(List.of(page)))
                .as("the decision was heard first")
                .isDone();
    }

    /** Two patients may have alerts of one id. */
    @Test
    void shouldNotTakeOnePatientsAlertForAnothers() {
        PageRequest other = PageRequest.newBuilder(page).setPatientId("q").build();
        alerts.heard(alert(AlertPhase.END));
        alerts.heard(decided(PageEventKind.ACKNOWLEDGED, PageOutcome.OK, 5));

        assertThat(alerts.whyNot(page)).isPresent();
        assertThat(alerts.whyNot(other)).isEmpty();
    }

    /** What the page tells of beside its own alert may still need somebody. */
    @Test
    void shouldLetAPageGoThatTellsOfAnotherAlertThatIsOpen() {
        PageRequest two = PageRequest.newBuilder(page)
                .setAlso(List.of(PageAlert.newBuilder()
                        .setAlertId("b")
                        .setDueAt(REQUESTED_AT)
                        .setLastAnswer(7)
                        .build()))
                .build();
        PageEvent.Builder other = PageEvent.newBuilder(decided(PageEventKind.ACKNOWLEDGED, PageOutcome.OK, 7))
                .setAlertId("b");
        alerts.heard(decided(PageEventKind.ACKNOWLEDGED, PageOutcome.OK, 5));
        alerts.heard(other.build());
        assertThat(alerts.whyNot(two)).isEmpty();

        alerts.heard(other.setAnswerOffset(8).build());
        assertThat(alerts.whyNot(two)).contains(PageOutcome.ALREADY_ACKNOWLEDGED);
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

    private PageRequest knowing(long lastAnswer) {
        return Pages.request("p", 1).setLastAnswer(lastAnswer).build();
    }

    private AlertResponse acknowledged(String eventId, Instant at) {
        return AlertResponse.newBuilder()
                .setEventId(eventId)
                .setPatientId("p")
                .setAlertId(page.getAlertId())
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy("nurse-3")
                .setOccurredAt(at)
                .build();
    }

    private PageEvent decided(PageEventKind kind, PageOutcome outcome, long offset) {
        return PageEvent.newBuilder()
                .setPageId(page.getPageId())
                .setAlertId(page.getAlertId())
                .setPatientId("p")
                .setKind(kind)
                .setOutcome(outcome)
                .setTier(1)
                .setStep(1)
                .setAt(REQUESTED_AT)
                .setAnswerOffset(offset)
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
