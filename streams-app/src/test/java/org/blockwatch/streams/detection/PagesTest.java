package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.assessment;
import static org.blockwatch.streams.detection.SampleStatements.care;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.Finding;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.schemas.Canary;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.streams.intake.DrainGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From statements to pages: what the ladders of a patient get from the patient's recovery. */
class PagesTest {

    private static final Instant ORDERED = minutes(10);
    private static final Instant ACKNOWLEDGED = minutes(11);
    private static final Instant THEN = minutes(41);

    private final DetectionHarness bench = new DetectionHarness(T0);

    @AfterEach
    void close() {
        bench.close();
    }

    private static Instant minutes(int minutes) {
        return T0.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void shouldPageAgainThirtyMinutesAfterAnAcknowledgementWithoutAnAssessment() {
        acknowledgedDischarge();
        bench.arrives(minutes(12), weakLeg(minutes(10)).build()); // before the acknowledgement
        bench.pages();

        bench.runUntil(THEN.minusMillis(1));
        assertThat(discharges(bench.pages())).isEmpty();
        bench.runUntil(THEN);
        assertThat(discharges(bench.pages()))
                .extracting(PageRequest::getReason, PageRequest::getTier)
                .containsExactly(tuple(PageReason.ACK_WITHOUT_ACTION, 2));
    }

    @Test
    void shouldLetAnAcknowledgementStandThatAnAssessmentFollowed() {
        acknowledgedDischarge();
        bench.arrives(minutes(20), weakLeg(ACKNOWLEDGED).build());
        bench.pages();
        bench.trail();

        bench.runUntil(THEN.plus(Duration.ofHours(2)));

        assertThat(discharges(bench.pages())).isEmpty();
        assertThat(bench.trail())
                .filteredOn(event -> event.getAlertId().contains("UNSAFE_DISCHARGE"))
                .extracting(PageEvent::getKind, PageEvent::getOutcome, PageEvent::getAt)
                .containsExactly(tuple(PageEventKind.ACKNOWLEDGED, PageOutcome.ASSESSED, THEN));
    }

    @Test
    void shouldNotTakeARetractedAssessmentForOne() {
        acknowledgedDischarge();
        bench.arrives(minutes(20), weakLeg(minutes(20)).build());
        bench.arrives(
                minutes(21),
                weakLeg(minutes(20))
                        .setRevision(1)
                        .setStatus(StatementStatus.ENTERED_IN_ERROR)
                        .build());
        bench.pages();

        bench.runUntil(THEN);

        assertThat(discharges(bench.pages())).hasSize(1);
    }

    @Test
    void shouldTellInOnePageOfAllThatOneStatementBringsWorstFirst() {
        bench.arrives(T0, SampleStatements.block("p1", T0).build());
        bench.arrives(minutes(10), weakLeg(minutes(10)).setExam(numbSaddle()).build());

        assertThat(bench.pages()).singleElement().satisfies(page -> {
            assertThat(page.getCode()).isEqualTo(AlertCode.RED_FLAG_MRI);
            assertThat(page.getAlso())
                    .extracting(PageAlert::getCode)
                    .containsExactly(AlertCode.SIGNIFICANT_MOTOR_BLOCK);
            assertThat(page.getRoles()).containsExactly("proceduralist", "anaesthetist-on-call", "bedside-nurse");
            assertThat(page.getSummary()).endsWith("+1 more").hasSizeLessThanOrEqualTo(160);
            assertThat(page.getText()).contains("Also: MEDIUM, 0h10 after block: cannot raise the leg.");
        });
    }

    @Test
    void shouldSetAsideAClosingNoteThatNamesARefusedCause() {
        Alert alert = acknowledgedDischarge();
        bench.answered(
                minutes(12),
                answer(alert, AlertResponseKind.CLOSING_NOTE)
                        .setCause("Residual  block")
                        .build());
        bench.answered(
                minutes(12),
                answer(alert, AlertResponseKind.CLOSING_NOTE)
                        .setCause("seen, will stay")
                        .build());

        assertThat(bench.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(DetectionHarness.header(letter, DeadLetterRecord.REASON)).isEqualTo("REFUSED_CAUSE");
            assertThat(DetectionHarness.header(letter, DeadLetterRecord.DETAIL)).contains(alert.getCitation());
        });
        assertThat(bench.trail()).extracting(PageEvent::getKind).contains(PageEventKind.NOTED);
    }

    /** The gate may open before the patients' tick or the ladders', whichever of the two comes first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldNotClimbBeforeWhatWasChartedMeanwhileIsJudged(int refusals) {
        OpensSoon gate = new OpensSoon();
        try (DetectionHarness restarted = new DetectionHarness(T0, gate)) {
            restarted.arrives(T0, SampleStatements.block("p1", T0).build());
            restarted.arrives(
                    ORDERED, care("p1", "c1", ORDERED, CareEventKind.SEIZURE).build());
            assertThat(restarted.pages())
                    .extracting(PageRequest::getCode, PageRequest::getTier)
                    .containsExactly(tuple(AlertCode.LAST_SUSPECTED, 1));

            restarted.runUntil(ORDERED.plusSeconds(30));
            gate.refuse(refusals);
            restarted.arrives(
                    ORDERED.plusSeconds(30),
                    SampleStatements.vitals("p1", "v1", ORDERED.plusSeconds(30))
                            .setHeartRate(70)
                            .setRespiratoryRate(14)
                            .setSpo2(98)
                            .setSystolic(120)
                            .setTemperature(36.8)
                            .setConsciousness(Consciousness.A)
                            .build());
            restarted.passUntil(THEN);
            restarted.passUntil(THEN.plusMillis(1));

            assertThat(restarted.alerts())
                    .extracting(Alert::getCode, Alert::getPhase)
                    .contains(tuple(AlertCode.LAST_SUSPECTED, AlertPhase.END));
            assertThat(restarted.pages()).filteredOn(page -> page.getTier() > 1).isEmpty();
        }
    }

    private static final class OpensSoon implements DrainGate {
        private int refusals;
        private boolean judged = true;

        /** The statement that comes next, and the first tick after it or none. */
        void refuse(int times) {
            refusals = times;
            judged = false;
        }

        @Override
        public void processed(String topic, int partition, long offset) {}

        @Override
        public boolean isOpen(int partition) {
            return refusals-- <= 0;
        }

        @Override
        public void judged(int partition, Instant through, Instant now) {
            judged = true;
        }

        @Override
        public boolean isJudged(int partition) {
            return judged;
        }
    }

    @Test
    void shouldTakeASyntheticPatientTheWholeWayAndTellNobody() {
        String canary = Canary.PREFIX + "0";
        bench.arrives(T0, SampleStatements.block(canary, T0).build());
        bench.arrives(
                ORDERED,
                care(canary, "c1", ORDERED, CareEventKind.DISCHARGE_ORDERED).build());
        bench.runUntil(minutes(11));

        assertThat(bench.pages())
                .extracting(PageRequest::getRoles, PageRequest::getReason, PageRequest::getPolicyVersion)
                .containsExactly(
                        tuple(List.of(Canary.ROLE), PageReason.ALERT_STARTED, "canary/1"),
                        tuple(List.of(Canary.ROLE), PageReason.REPEAT, "canary/1"));
        assertThat(bench.alerts()).isEmpty();
        assertThat(bench.views()).isEmpty();
        for (String meter : List.of("statements", "alerts", "page.decisions", "page.requests")) {
            assertThat(bench.meters.find("blockwatch." + meter).counters().stream()
                            .mapToDouble(Counter::count)
                            .sum())
                    .as(meter)
                    .isZero();
        }
    }

    /** A discharge is ordered too early, and somebody takes it on. */
    private Alert acknowledgedDischarge() {
        bench.arrives(T0, SampleStatements.block("p1", T0).build());
        bench.arrives(
                ORDERED,
                care("p1", "c1", ORDERED, CareEventKind.DISCHARGE_ORDERED).build());
        Alert alert = bench.alerts().stream()
                .filter(started ->
                        started.getCode() == AlertCode.UNSAFE_DISCHARGE && started.getPhase() == AlertPhase.START)
                .findFirst()
                .orElseThrow();
        assertThat(discharges(bench.pages()))
                .singleElement()
                .satisfies(page -> assertThat(page.getRoles()).startsWith("bedside-nurse"));
        bench.answered(
                ACKNOWLEDGED, answer(alert, AlertResponseKind.ACKNOWLEDGED).build());
        return alert;
    }

    private static AlertResponse.Builder answer(Alert alert, AlertResponseKind kind) {
        return AlertResponse.newBuilder()
                .setEventId("answer-" + kind)
                .setPatientId(alert.getPatientId())
                .setAlertId(alert.getAlertId())
                .setKind(kind)
                .setBy("nurse-1")
                .setOccurredAt(ACKNOWLEDGED);
    }

    private static NeuroAssessment.Builder weakLeg(Instant at) {
        return assessment("p1", "a1", at)
                .setExam(SampleStatements.legs(StraightLegRaiseResult.UNABLE, StraightLegRaiseResult.ABLE));
    }

    private static NeuroExam numbSaddle() {
        return NeuroExam.newBuilder(SampleStatements.legs(StraightLegRaiseResult.UNABLE, StraightLegRaiseResult.ABLE))
                .setSaddleAnaesthesia(Finding.PRESENT)
                .build();
    }

    private static List<PageRequest> discharges(List<PageRequest> pages) {
        return pages.stream()
                .filter(page -> page.getCode() == AlertCode.UNSAFE_DISCHARGE)
                .toList();
    }
}
