package org.blockwatch.streams.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.Movement.HIP_FLEXION;
import static org.blockwatch.event.Side.LEFT;
import static org.blockwatch.event.Side.RIGHT;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blockwatch.clinical.Anticoagulation;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Exam;
import org.blockwatch.clinical.MotorSite;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.ReflexSite;
import org.blockwatch.clinical.SensorySite;
import org.blockwatch.clinical.Sign;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Modality;
import org.blockwatch.event.Movement;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Region;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.streams.patient.ExamCodec;
import org.junit.jupiter.api.Test;

class StatementMapperTest {

    @Test
    void shouldCountTheWorseOfTwoEntriesForOneComponent() {
        Exam exam = exam("""
                {"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"LEFT","result":"ABLE"}],
                 "motor":[{"side":"LEFT","movement":"HIP_FLEXION","grade":4},{"side":"LEFT","movement":"HIP_FLEXION","grade":5}],
                 "sensation":[{"side":"LEFT","region":"L5","modality":"PINPRICK","result":"ABSENT"},
                              {"side":"LEFT","region":"L5","modality":"PINPRICK","result":"REDUCED"}]}
                """);
        assertThat(exam.straightLegRaise()).isEqualTo(Map.of(LEFT, StraightLegRaiseResult.UNABLE));
        assertThat(exam.motor()).isEqualTo(Map.of(new MotorSite(LEFT, HIP_FLEXION), 4));
        assertThat(exam.sensation())
                .isEqualTo(Map.of(new SensorySite(LEFT, Region.L5, Modality.PINPRICK), SensationResult.ABSENT));
    }

    @Test
    void shouldLeaveOutWhatExaminesNothing() {
        Exam exam = exam("""
                {"straightLegRaise":[{"side":"LEFT","result":"NOT_TESTABLE"},{"side":"UNKNOWN","result":"ABLE"}],
                 "motor":[{"side":"UNKNOWN","movement":"HIP_FLEXION","grade":5},{"side":"LEFT","movement":"UNKNOWN","grade":5}],
                 "sensation":[{"side":"LEFT","region":"UNKNOWN","modality":"PINPRICK","result":"NORMAL"},
                              {"side":"LEFT","region":"L5","modality":"UNKNOWN","result":"NORMAL"},
                              {"side":"LEFT","region":"L5","modality":"PINPRICK","result":"UNKNOWN"}],
                 "reflexes":[{"side":"LEFT","reflex":"KNEE","result":"UNKNOWN"}],
                 "saddleAnaesthesia":"UNKNOWN"}
                """);
        assertThat(exam).isEqualTo(Exam.EMPTY);
    }

    @Test
    void shouldKeepAnAbnormalFindingOfWhichACoordinateIsNotStated() {
        Exam exam = exam("""
                {"straightLegRaise":[{"side":"UNKNOWN","result":"UNABLE"}],
                 "motor":[{"side":"UNKNOWN","movement":"HIP_FLEXION","grade":4},{"side":"LEFT","movement":"UNKNOWN","grade":0}],
                 "sensation":[{"side":"LEFT","region":"UNKNOWN","modality":"PINPRICK","result":"ABSENT"},
                              {"side":"LEFT","region":"S3","modality":"UNKNOWN","result":"REDUCED"}],
                 "radicularSymptoms":["UNKNOWN"]}
                """);
        assertThat(exam.straightLegRaise()).isEqualTo(Map.of(Side.UNKNOWN, StraightLegRaiseResult.UNABLE));
        assertThat(exam.motor())
                .isEqualTo(Map.of(
                        new MotorSite(Side.UNKNOWN, HIP_FLEXION), 4, new MotorSite(Side.UNKNOWN, Movement.UNKNOWN), 0));
        assertThat(exam.sensation())
                .isEqualTo(Map.of(
                        new SensorySite(Side.UNKNOWN, Region.UNKNOWN, Modality.PINPRICK),
                        SensationResult.ABSENT,
                        new SensorySite(Side.UNKNOWN, Region.S3, Modality.UNKNOWN),
                        SensationResult.REDUCED));
        assertThat(exam.radicular()).isEqualTo(Set.of(Side.UNKNOWN));
    }

    @Test
    void shouldTakeTheBetterOfTwoEntriesInABaseline() {
        Procedure procedure = (Procedure) StatementMapper.standing(PlainJson.read(BlockPerformed.class, """
                        {"eventId":"b","patientId":"p","occurredAt":"2026-03-01T09:00:00Z","blockId":"b",
                         "baseline":{"motor":[{"side":"LEFT","movement":"HIP_FLEXION","grade":4},
                                              {"side":"LEFT","movement":"HIP_FLEXION","grade":3},
                                              {"side":"UNKNOWN","movement":"HIP_FLEXION","grade":1}]}}
                        """))
                .orElseThrow();
        assertThat(procedure.baseline().motor()).isEqualTo(Map.of(new MotorSite(LEFT, HIP_FLEXION), 4));
        assertThat(procedure.details().anticoagulation()).isEqualTo(Anticoagulation.NOT_STATED);
    }

    @Test
    void shouldTellExaminedAndNoneFromNotExamined() {
        Exam exam = exam("{\"radicularSymptoms\":[],\"bladderDysfunction\":\"ABSENT\"}");
        assertThat(exam.radicular()).isEqualTo(Set.of());
        assertThat(exam.signs()).isEqualTo(Map.of(Sign.BLADDER_DYSFUNCTION, Finding.ABSENT));
    }

    @Test
    void shouldReadBackTheExaminationThatItsCodecWrites() {
        Exam exam = new Exam.Builder()
                .straightLegRaise(RIGHT, StraightLegRaiseResult.ABLE)
                .motor(LEFT, HIP_FLEXION, 3)
                .sensation(LEFT, Region.S4_S5, Modality.NUMBNESS, SensationResult.REDUCED)
                .reflex(RIGHT, Reflex.ANKLE, ReflexResult.BRISK)
                .sign(Sign.SADDLE_ANAESTHESIA, Finding.PRESENT)
                .sign(Sign.BLADDER_DYSFUNCTION, Finding.ABSENT)
                .sign(Sign.BOWEL_DYSFUNCTION, Finding.PRESENT)
                .sign(Sign.SEVERE_BACK_PAIN, Finding.ABSENT)
                .radicular(Set.of(LEFT))
                .exam();
        assertThat(StatementMapper.exam(ExamCodec.write(exam))).isEqualTo(exam);
        assertThat(exam.reflexes()).containsOnlyKeys(new ReflexSite(RIGHT, Reflex.ANKLE));
    }

    @Test
    void shouldTakeAnUnstatedSpo2ScaleAsTheFirst() {
        Vitals vitals = (Vitals)
                StatementMapper.standing(PlainJson.read(VitalSigns.class, """
                        {"eventId":"v","patientId":"p","occurredAt":"2026-03-01T09:00:00Z","spo2":97,"spo2Scale":null,
                         "consciousness":"UNKNOWN"}
                        """)).orElseThrow();
        assertThat(vitals.observed().spo2Scale()).isEqualTo(1);
        assertThat(vitals.observed().consciousness()).isNull();
    }

    @Test
    void shouldLeaveOutWhatWasEnteredInError() {
        NeuroAssessment retracted = PlainJson.read(NeuroAssessment.class, """
                {"eventId":"a","patientId":"p","occurredAt":"2026-03-01T09:00:00Z","status":"ENTERED_IN_ERROR"}
                """);
        assertThat(StatementMapper.standing(List.of(retracted))).isEmpty();
    }

    private static Exam exam(String json) {
        NeuroAssessment assessment = PlainJson.read(
                NeuroAssessment.class,
                "{\"eventId\":\"a\",\"patientId\":\"p\",\"occurredAt\":\"2026-03-01T09:00:00Z\",\"exam\":" + json
                        + "}");
        return ((Assessment) StatementMapper.standing(assessment).orElseThrow()).exam();
    }
}
