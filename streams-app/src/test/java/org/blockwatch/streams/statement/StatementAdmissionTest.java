package org.blockwatch.streams.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.assessment;
import static org.blockwatch.streams.detection.SampleStatements.block;
import static org.blockwatch.streams.detection.SampleStatements.care;
import static org.blockwatch.streams.detection.SampleStatements.vitals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.blockwatch.event.Alert;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Location;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.Movement;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Side;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.blockwatch.streams.site.ProtocolFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementAdmissionTest {
    private final StatementAdmission admission =
            new StatementAdmission(1, ProtocolFile.shipped(), new PlausibilityFilter(new SimpleMeterRegistry()));

    private void admit(SpecificRecord statement, Instant arrival) {
        admission.admit("p1", statement, 0, arrival);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void shouldLetInWhatOccurredUpTo25MinutesAfterItsArrival() {
        Instant limit = T0.plus(Duration.ofMinutes(25));
        admit(assessment("p1", "a", limit).build(), T0);

        assertRefused(
                Reason.FUTURE_DATED,
                () -> admit(assessment("p1", "a", limit.plusMillis(1)).build(), T0));
    }

    @Test
    void shouldDropANameThatWouldBeCopiedIntoEveryAlert() {
        BlockPerformed named =
                block("p1", T0).setProceduralistId("d".repeat(200)).build();
        BlockPerformed flooded =
                block("p1", T0).setProceduralistId("d".repeat(201)).build();
        admit(named, T0);
        admit(flooded, T0);

        assertThat(named.getProceduralistId()).hasSize(200);
        assertThat(flooded.getProceduralistId()).isNull();
    }

    @Test
    void shouldLetInWhatOccurredUpTo96HoursBeforeItsArrival() {
        Instant limit = T0.plus(Duration.ofHours(96));
        admit(assessment("p1", "a", T0).build(), limit);

        assertRefused(Reason.TOO_OLD, () -> admit(assessment("p1", "a", T0).build(), limit.plusMillis(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void shouldLetInARetractionOfAnyTimeAndWithoutAnyFieldOfItsType(Instant occurredAt) {
        admit(
                assessment("p1", "a", occurredAt)
                        .setStatus(StatementStatus.ENTERED_IN_ERROR)
                        .setExam(null)
                        .build(),
                T0);
    }

    @Test
    void shouldNameTheFieldThatIsMissing() {
        assertThatThrownBy(() -> admit(block("p1", T0).setBlockId(null).build(), T0))
                .hasMessage("blockId is missing");
        assertThatThrownBy(() -> admit(assessment("p1", "a", T0).setExam(null).build(), T0))
                .hasMessage("exam is missing");
        assertThatThrownBy(
                        () -> admit(care("p1", "c", T0, CareEventKind.UNKNOWN).build(), T0))
                .hasMessage("kind is missing");
        assertThatThrownBy(() -> admission.admit("p1", null, 0, T0)).hasMessage("the record has no value");
    }

    @Test
    void shouldRefuseAnotherPatientsKey() {
        SpecificRecord statement = assessment("p1", "a", T0).build();

        assertRefused(Reason.KEY_MISMATCH, () -> admission.admit("p2", statement, 0, T0));
        assertRefused(Reason.MISSING_FIELD, () -> admission.admit(null, statement, 0, T0));
    }

    @Test
    void shouldLetAStatementInOnTheOnePartitionOfItsKeyOnly() {
        StatementAdmission ofSix =
                new StatementAdmission(6, ProtocolFile.shipped(), new PlausibilityFilter(new SimpleMeterRegistry()));
        SpecificRecord statement = assessment("p1", "a", T0).build();

        assertThat(List.of(0, 1, 2, 3, 4, 5))
                .filteredOn(partition -> {
                    try {
                        ofSix.admit("p1", statement, partition, T0);
                        return true;
                    } catch (Refusal refusal) {
                        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_PARTITION);
                        return false;
                    }
                })
                .containsExactly(2); // Kafka's DefaultPartitioner: toPositive(murmur2("p1")) % 6
    }

    @Test
    void shouldRefuseABlockByAProtocolThatIsNotLoaded() {
        assertRefused(
                Reason.UNKNOWN_PROTOCOL,
                () -> admit(block("p1", T0).setProtocol("femoral").build(), T0));
    }

    @Test
    void shouldRefuseWhatIsNoStatement() {
        assertRefused(Reason.UNEXPECTED_TYPE, () -> admit(new Alert(), T0));
    }

    @Test
    void shouldDropTheSentinelAndKeepTheRest() {
        VitalSigns vitals =
                vitals("p1", "v", T0).setHeartRate(8388607).setSystolic(0).build();

        admit(vitals, T0);

        assertThat(vitals.getHeartRate()).isNull();
        assertThat(vitals.getSystolic()).as("no pressure is a pressure").isZero();
    }

    @Test
    void shouldRefuseWhatHadNothingButImpossibleValues() {
        assertRefused(
                Reason.IMPLAUSIBLE,
                () -> admit(
                        vitals("p1", "v", T0)
                                .setSpo2(-999)
                                .setTemperature(Double.NaN)
                                .build(),
                        T0));
        NeuroExam exam = NeuroExam.newBuilder()
                .setMotor(List.of(new MotorGrade(Side.LEFT, Movement.HIP_FLEXION, 6)))
                .build();
        assertRefused(
                Reason.IMPLAUSIBLE,
                () -> admit(assessment("p1", "a", T0).setExam(exam).build(), T0));
    }

    @Test
    void shouldLetInAnEmptyExaminationAndVitalSignsOfWhichNoneWasMeasured() {
        NeuroExam nothing = NeuroExam.newBuilder().build();
        admit(assessment("p1", "a", T0).setExam(nothing).build(), T0);
        admit(vitals("p1", "v", T0).build(), T0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " q1", "q1 ", "q1\u00a0", "q\u200b1", "q1\n2", "\u202eq1", "q\u00001"})
    void shouldRefuseAnIdThatReadsAsAnother(String id) {
        assertRefused(Reason.INVALID_ID, () -> admit(assessment("p1", id, T0).build(), T0));
        assertRefused(
                Reason.INVALID_ID, () -> admit(block("p1", T0).setBlockId(id).build(), T0));
        assertRefused(
                Reason.INVALID_ID,
                () -> admission.admit(id, assessment(id, "a", T0).build(), 0, T0));
        assertRefused(
                Reason.INVALID_ID,
                () -> admit(
                        vitals("p1", "v", T0)
                                .setLocation(new Location(null, id))
                                .build(),
                        T0));
    }

    @Test
    void shouldTakeIdsOfUpTo200CharactersAndPlacesOfUpTo40() {
        admit(assessment("p1", "\ud83d\ude00".repeat(200), T0).build(), T0);
        assertRefused(
                Reason.INVALID_ID,
                () -> admit(assessment("p1", "a".repeat(201), T0).build(), T0));
        admit(
                care("p1", "c", T0, CareEventKind.SEIZURE)
                        .setLocation(new Location("u".repeat(40), null))
                        .build(),
                T0);
        assertRefused(
                Reason.INVALID_ID,
                () -> admit(
                        care("p1", "c", T0, CareEventKind.SEIZURE)
                                .setLocation(new Location("u".repeat(41), null))
                                .build(),
                        T0));
    }

    @Test
    void shouldRefuseAStatusThatThisReleaseDoesNotKnow() {
        assertRefused(
                Reason.UNKNOWN_STATUS,
                () -> admit(
                        assessment("p1", "a", T0)
                                .setStatus(StatementStatus.UNKNOWN)
                                .build(),
                        T0));
    }

    @Test
    void shouldRefuseANegativeRevisionOfARetractionToo() {
        assertRefused(
                Reason.INCONSISTENT,
                () -> admit(
                        assessment("p1", "a", T0)
                                .setRevision(-1)
                                .setStatus(StatementStatus.ENTERED_IN_ERROR)
                                .build(),
                        T0));
    }

    @Test
    void shouldDropAFirstDoseAfterTheLast() {
        BlockPerformed block = block("p1", T0).setFirstDoseAt(T0.plusMillis(1)).build();
        admit(block, T0);
        assertThat(block.getFirstDoseAt()).isNull();

        BlockPerformed right = block("p1", T0).setFirstDoseAt(T0).build();
        admit(right, T0);
        assertThat(right.getFirstDoseAt()).isEqualTo(T0);
    }
}
