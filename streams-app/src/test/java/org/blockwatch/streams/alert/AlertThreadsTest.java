package org.blockwatch.streams.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.EndReason;
import org.blockwatch.streams.detection.Timeline;
import org.junit.jupiter.api.Test;

class AlertThreadsTest {

    @Test
    void shouldCountTheAlertsOfAThreadAndNeverReset() {
        List<Alert> alerts = of(
                AlertCode.UNSAFE_DISCHARGE,
                "09:00 block b1 left",
                "09:05 care  c1 DISCHARGE_ORDERED",
                "09:06 care  c2 DISCHARGE_CANCELLED",
                "09:07 care  c3 DISCHARGED",
                "09:08 retract b1 rev:1",
                "09:00 block b1 left rev:2 charted:09:09");
        assertThat(alerts)
                .extracting(Alert::getAlertId, Alert::getPhase, Alert::getEndReason)
                .containsExactly(
                        tuple(1, AlertPhase.START, null),
                        tuple(1, AlertPhase.END, EndReason.SATISFIED),
                        tuple(2, AlertPhase.START, null),
                        tuple(2, AlertPhase.END, EndReason.CORRECTED),
                        tuple(3, AlertPhase.START, null));
    }

    @Test
    void shouldSayHowLateAnAlertStarted() {
        assertThat(of(AlertCode.SIGNIFICANT_MOTOR_BLOCK, "09:00 block b1 left", "09:20 exam a1 slr:UA charted:09:50"))
                .extracting(Alert::getLateBy)
                .containsExactly(30 * 60_000L);
    }

    @Test
    void shouldBeOnTimeWithinASecond() {
        assertThat(of(
                        AlertCode.SIGNIFICANT_MOTOR_BLOCK,
                        "09:00 block b1 left",
                        "09:20 exam a1 slr:UA charted:09:20:01"))
                .extracting(Alert::getLateBy)
                .containsExactly(0L);
        assertThat(of(
                        AlertCode.SIGNIFICANT_MOTOR_BLOCK,
                        "09:00 block b1 left",
                        "09:20 exam a1 slr:UA charted:09:20:01.001"))
                .extracting(Alert::getLateBy)
                .containsExactly(1001L);
    }

    @Test
    void shouldBeToldWhatIsOnTime() {
        Instant judged = Instant.parse("2026-03-01T09:32:00Z");
        Judgement judgement = Timeline.play(List.of("09:00 block b1 left", "09:20 exam a1 slr:UA"))
                .judgementAt(judged);
        assertThat(List.of(Duration.ofMinutes(12), Duration.ofMinutes(11)))
                .extracting(onTime -> AlertThreads.NONE
                        .after(
                                new JudgedPatient("p1", judgement, new Trigger.Tick(), null, Hindsight.UNKNOWABLE),
                                onTime)
                        .transitions()
                        .get(0)
                        .getLateBy())
                .containsExactly(0L, 12 * 60_000L);
    }

    @Test
    void shouldKeepItsStartThroughEveryTransition() {
        List<Alert> alerts = of(
                AlertCode.RED_FLAG_MRI,
                "09:00 block b1 left",
                "09:10 exam  a1 saddle:+",
                "09:20 exam  a2 bladder:+",
                "09:30 vitals v1 well",
                "09:40 exam  a3 saddle:- bladder:-",
                "09:50 care  c1 MRI_PERFORMED");
        assertThat(alerts)
                .extracting(Alert::getPhase)
                .containsExactly(AlertPhase.START, AlertPhase.UPDATE, AlertPhase.UPDATE, AlertPhase.END);
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.getStartedAt()).isEqualTo(Instant.parse("2026-03-01T09:10:00Z"));
            assertThat(alert.getDueAt()).isEqualTo(alert.getStartedAt());
            assertThat(alert.getRule()).isEqualTo("R4");
            assertThat(alert.getProtocolVersion()).isEqualTo("lumbar-medial-branch-block/2");
        });
    }

    @Test
    void shouldTellNothingWhereNothingChanged() {
        assertThat(of(
                        AlertCode.SIGNIFICANT_MOTOR_BLOCK,
                        "09:00 block b1 left",
                        "09:10 exam  a1 slr:UA",
                        "09:12 vitals v1 well",
                        "09:14 exam  a2 touch:L:BACK:NORMAL"))
                .hasSize(1);
    }

    @Test
    void shouldSayWhereThePatientWasLastSaidToLie() {
        List<Alert> alerts = of(
                AlertCode.SIGNIFICANT_MOTOR_BLOCK,
                "09:00 block b1 left bed:1",
                "09:10 exam  a1 slr:UA",
                "09:20 exam  a2 slr:UA bed:2",
                "09:30 exam  a3 slr:UA");
        assertThat(alerts).extracting(alert -> alert.getLocation().getBed()).containsExactly("1", "2", "2");
    }

    @Test
    void shouldTellOfOpenAlertsWhereThePatientWasTakenWhateverSaysSo() {
        List<Alert> alerts = of(
                AlertCode.SIGNIFICANT_MOTOR_BLOCK,
                "09:00 block  b1 left bed:12",
                "09:10 exam   a1 slr:UA",
                "09:20 care   c1 TRANSFERRED_MONITORED bed:3",
                "09:15 vitals v1 well bed:7 charted:09:25",
                "09:30 vitals v2 well bed:3",
                "09:40 vitals v3 well bed:4");
        assertThat(alerts)
                .extracting(Alert::getPhase, alert -> alert.getLocation().getBed())
                .containsExactly(
                        Tuple.tuple(AlertPhase.START, "12"),
                        Tuple.tuple(AlertPhase.UPDATE, "3"),
                        Tuple.tuple(AlertPhase.UPDATE, "4"));
    }

    @Test
    void shouldTellOfThePlaceBeforeWhenTheLatestIsTakenBack() {
        List<Alert> alerts = of(
                AlertCode.SIGNIFICANT_MOTOR_BLOCK,
                "09:00 block   b1 left bed:12",
                "09:10 exam    a1 slr:UA bed:3",
                "09:20 care    c1 TRANSFERRED_MONITORED bed:4",
                "09:30 retract c1 rev:1");
        assertThat(alerts).extracting(alert -> alert.getLocation().getBed()).containsExactly("3", "4", "3");
    }

    /** As faults/end-reason-of-a-true-alert: there was ground for it all the time. */
    @Test
    void shouldCallSatisfiedWhatWasDoneAndChartedLate() {
        assertThat(of(
                        AlertCode.RED_FLAG_MRI,
                        "09:00 block  b1 left",
                        "10:00 exam   a1 slr:AA saddle:+",
                        "11:00 exam   a2 slr:AA saddle:-",
                        "12:10 vitals v1 well",
                        "12:00 care   c1 MRI_PERFORMED charted:12:15"))
                .last()
                .extracting(Alert::getPhase, Alert::getEndReason)
                .containsExactly(AlertPhase.END, EndReason.SATISFIED);
    }

    @Test
    void shouldCallCorrectedOnlyWhatNeverHadGround() {
        assertThat(of(AlertCode.ASSESSMENT_OVERDUE, "09:00 block b1 left", "09:20 exam  a1 slr:UA charted:09:40"))
                .as("examined in time, charted late")
                .filteredOn(alert -> alert.getPhase() == AlertPhase.END)
                .extracting(Alert::getEndReason)
                .containsExactly(EndReason.CORRECTED);
        assertThat(of(AlertCode.ASSESSMENT_OVERDUE, "09:00 block b1 left", "09:35 exam  a1 slr:UA charted:09:45"))
                .as("examined when it was overdue, charted late")
                .filteredOn(alert -> alert.getPhase() == AlertPhase.END)
                .extracting(Alert::getEndReason)
                .containsExactly(EndReason.SATISFIED);
    }

    private static List<Alert> of(AlertCode code, String... lines) {
        return Timeline.play(Arrays.asList(lines)).transitions().stream()
                .filter(alert -> alert.getCode() == code)
                .toList();
    }

    private static Tuple tuple(int n, AlertPhase phase, EndReason reason) {
        return Tuple.tuple("b1/UNSAFE_DISCHARGE/" + n, phase, reason);
    }
}
