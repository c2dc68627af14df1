package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.assessment;
import static org.blockwatch.streams.detection.SampleStatements.legs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.groups.Tuple;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.schemas.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveryProcessorTest {
    private static final Instant H4 = T0.plus(Duration.ofHours(4));

    private final DetectionHarness bench = new DetectionHarness(T0);

    @BeforeEach
    void block() {
        bench.arrives(T0, SampleStatements.block("p1", T0).build());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static NeuroAssessment.Builder weakLeg(Instant at) {
        return assessment("p1", "a1", at).setExam(legs(UNABLE, ABLE));
    }

    private static Instant minutes(int minutes) {
        return T0.plus(Duration.ofMinutes(minutes));
    }

    private List<Tuple> transitions(AlertCode code) {
        return bench.alerts().stream()
                .filter(alert -> alert.getCode() == code)
                .map(alert -> Tuple.tuple(alert.getAt(), alert.getPhase()))
                .toList();
    }

    @Test
    void shouldAlertAtTheVeryMillisecondOfADeadline() {
        bench.arrives(minutes(20), weakLeg(minutes(20)).build());
        bench.runUntil(H4.minusMillis(1));
        assertThat(transitions(AlertCode.DEFICIT_PERSISTS_4H)).isEmpty();

        bench.runUntil(H4);
        assertThat(transitions(AlertCode.DEFICIT_PERSISTS_4H)).containsExactly(Tuple.tuple(H4, AlertPhase.START));
    }

    @Test
    void shouldTellNothingTwiceWhenAStatementComesAgain() {
        SpecificRecord statement = weakLeg(minutes(20)).build();
        bench.arrives(minutes(20), statement);
        assertThat(bench.alerts()).isNotEmpty();
        bench.views();

        bench.arrives(minutes(20), statement);

        assertThat(bench.alerts()).isEmpty();
        assertThat(bench.views()).isEmpty();
        assertThat(bench.meters
                        .get("blockwatch.statements")
                        .tags("type", "NeuroAssessment", "outcome", "duplicate")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldEndAsCorrectedWhatARevisionTakesTheGroundFrom() {
        bench.arrives(minutes(20), weakLeg(minutes(20)).build());
        bench.alerts();

        bench.arrives(
                minutes(21),
                weakLeg(minutes(20)).setRevision(1).setExam(legs(ABLE, ABLE)).build());

        assertThat(bench.alerts())
                .filteredOn(alert -> alert.getCode() == AlertCode.SIGNIFICANT_MOTOR_BLOCK)
                .extracting(Alert::getPhase, Alert::getEndReason)
                .containsExactly(Tuple.tuple(AlertPhase.END, EndReason.CORRECTED));
    }

    @Test
    void shouldKeepTheHigherRevisionWhicheverComesFirst() {
        bench.arrives(
                minutes(21),
                weakLeg(minutes(20)).setRevision(1).setExam(legs(ABLE, ABLE)).build());
        bench.arrives(minutes(22), weakLeg(minutes(20)).build());

        assertThat(transitions(AlertCode.SIGNIFICANT_MOTOR_BLOCK)).isEmpty();
        assertThat(bench.reasons()).isEmpty();
    }

    @Test
    void shouldKeepAStatementOutThatWasTakenBackBeforeItCame() {
        bench.arrives(
                minutes(21),
                weakLeg(minutes(20))
                        .setRevision(1)
                        .setStatus(StatementStatus.ENTERED_IN_ERROR)
                        .setExam(null)
                        .build());
        bench.arrives(minutes(22), weakLeg(minutes(20)).build());
        bench.runUntil(H4);

        assertThat(transitions(AlertCode.DEFICIT_PERSISTS_4H)).isEmpty();
    }

    @Test
    void shouldLetTheFirstStandWhenOneRevisionComesWithTwoContents() {
        bench.arrives(minutes(20), weakLeg(minutes(20)).build());
        bench.alerts();

        bench.arrives(
                minutes(21), weakLeg(minutes(20)).setExam(legs(ABLE, ABLE)).build());

        assertThat(bench.reasons()).containsExactly("CONFLICTING_REVISION");
        assertThat(bench.alerts()).isEmpty();
    }

    @Test
    void shouldLetAnAcceptedRevisionStandWhenALaterOneIsRefused() {
        bench.arrives(minutes(20), weakLeg(minutes(20)).build());

        bench.arrives(
                minutes(21),
                weakLeg(minutes(120)).setRevision(1).setExam(legs(ABLE, ABLE)).build());
        bench.runUntil(H4);

        assertThat(bench.reasons()).containsExactly("FUTURE_DATED");
        assertThat(transitions(AlertCode.DEFICIT_PERSISTS_4H)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Topics.class,
            names = {"BLOCKS", "ASSESSMENTS", "VITALS", "CARE_EVENTS"})
    void shouldSetGarbageAsideWithItsBytesAndGoOn(Topics topic) {
        byte[] garbage = "not Avro".getBytes(StandardCharsets.UTF_8);

        bench.arrives(topic, "p1", garbage);
        bench.arrives(minutes(20), weakLeg(minutes(20)).build());

        List<TestRecord<byte[], byte[]>> letters = bench.deadLetters();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).value()).isEqualTo(garbage);
        assertThat(letters.get(0).key()).asString(StandardCharsets.UTF_8).isEqualTo("p1");
        assertThat(DetectionHarness.header(letters.get(0), DeadLetterRecord.REASON))
                .isEqualTo("UNDECODABLE");
        assertThat(DetectionHarness.header(letters.get(0), DeadLetterRecord.SOURCE_TOPIC))
                .isEqualTo(topic.topicName());
        assertThat(DetectionHarness.header(letters.get(0), DeadLetterRecord.SOURCE_PARTITION))
                .isEqualTo("0");
        assertThat(DetectionHarness.header(letters.get(0), DeadLetterRecord.SOURCE_OFFSET))
                .isNotEmpty();
        assertThat(transitions(AlertCode.SIGNIFICANT_MOTOR_BLOCK)).hasSize(1);
    }

    @Test
    void shouldTellBoardsWhenABlockHasClosed() {
        bench.arrives(minutes(20), assessment("p1", "a1", minutes(20)).build());
        bench.views();

        bench.runUntil(T0.plus(Duration.ofHours(72)));

        assertThat(bench.views())
                .last()
                .satisfies(view -> assertThat(view.getBlocks()).isEmpty());
    }
}
