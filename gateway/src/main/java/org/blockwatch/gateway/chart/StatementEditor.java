package org.blockwatch.gateway.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Modality;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.Movement;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.ReflexFinding;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Region;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSigns;
import org.jspecify.annotations.Nullable;

/** Writes readings into vital signs and examinations, and takes them out. */
final class StatementEditor {

    private StatementEditor() {}

    /** Writes a reading into the statement, in place of what stands there. */
    static void set(SpecificRecord statement, Reading reading) {
        change(statement, reading, reading);
    }

    /** Takes out what stands where the reading would. */
    static void remove(SpecificRecord statement, Reading reading) {
        change(statement, reading, null);
    }

    /** Returns whether nothing is stated any more. */
    static boolean isEmpty(SpecificRecord statement) {
        if (statement instanceof VitalSigns v) {
            return List.of(
                            v.getHeartRate() == null,
                            v.getRespiratoryRate() == null,
                            v.getSpo2() == null,
                            v.getSupplementalOxygen() == null,
                            v.getSystolic() == null,
                            v.getDiastolic() == null,
                            v.getTemperature() == null,
                            v.getConsciousness() == null,
                            v.getReportedNews2() == null)
                    .stream()
                    .allMatch(absent -> absent);
        }
        return statement instanceof NeuroAssessment assessment
                && NeuroExam.newBuilder().build().equals(assessment.getExam());
    }

    private static void change(SpecificRecord statement, Reading at, @Nullable Reading value) {
        if (statement instanceof VitalSigns vitals) {
            vital(vitals, at, value);
        } else if (statement instanceof NeuroAssessment assessment) {
            finding(assessment.getExam(), at, value);
        } else if (!(statement instanceof BlockPerformed)) {
            throw new IllegalArgumentException(statement.getClass() + " has no readings");
        }
    }

    private static void vital(VitalSigns v, Reading at, @Nullable Reading value) {
        @Nullable
        Integer whole = value != null && value.value() instanceof BigDecimal ? Integer.valueOf(value.whole()) : null;
        switch (at.field()) {
            case HEART_RATE -> v.setHeartRate(whole);
            case RESPIRATORY_RATE -> v.setRespiratoryRate(whole);
            case SPO2 -> v.setSpo2(whole);
            case SPO2_SCALE -> v.setSpo2Scale(value == null ? Integer.valueOf(1) : Integer.valueOf(value.word()));
            case SUPPLEMENTAL_OXYGEN -> v.setSupplementalOxygen(value == null ? null : oxygen(value));
            case SYSTOLIC -> v.setSystolic(whole);
            case DIASTOLIC -> v.setDiastolic(whole);
            case TEMPERATURE -> v.setTemperature(value == null ? null : temperature(value));
            case CONSCIOUSNESS -> v.setConsciousness(value == null ? null : Consciousness.valueOf(value.word()));
            case REPORTED_NEWS2 -> v.setReportedNews2(whole);
            default -> throw new IllegalArgumentException(at.field() + " is no vital sign");
        }
    }

    private static Boolean oxygen(Reading value) {
        return value.value() instanceof BigDecimal ? value.whole() > 0 : Boolean.valueOf(value.word());
    }

    /** To two decimals: more are the conversion's, not the thermometer's. */
    private static Double temperature(Reading value) {
        return ((BigDecimal) value.value()).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }

    private static void finding(NeuroExam exam, Reading at, @Nullable Reading value) {
        Side side = Side.valueOf(at.coordinates().getOrDefault("side", "UNKNOWN"));
        switch (at.field()) {
            case ACTIVE_LIFT ->
                exam.setStraightLegRaise(replaced(
                        exam.getStraightLegRaise(),
                        one -> one.getSide() == side,
                        value == null
                                ? null
                                : StraightLegRaise.newBuilder()
                                        .setSide(side)
                                        .setResult(StraightLegRaiseResult.valueOf(value.word()))
                                        .build()));
            case MOTOR ->
                motor(
                        exam,
                        side,
                        Movement.valueOf(Objects.requireNonNull(at.coordinates().get("movement"))),
                        value);
            case SENSATION -> sensation(exam, side, at, value);
            case REFLEX ->
                reflex(
                        exam,
                        side,
                        Reflex.valueOf(Objects.requireNonNull(at.coordinates().get("reflex"))),
                        value);
            case SADDLE -> exam.setSaddleAnaesthesia(finding(value));
            case BLADDER -> exam.setBladderDysfunction(finding(value));
            case BOWEL -> exam.setBowelDysfunction(finding(value));
            case SEVERE_BACK_PAIN -> exam.setSevereBackPain(finding(value));
            case RADICULAR -> exam.setRadicularSymptoms(value == null ? null : sides(value.word()));
            default -> throw new IllegalArgumentException(at.field() + " is no finding");
        }
    }

    private static void motor(NeuroExam exam, Side side, Movement movement, @Nullable Reading value) {
        exam.setMotor(replaced(
                exam.getMotor(),
                one -> one.getSide() == side && one.getMovement() == movement,
                value == null
                        ? null
                        : MotorGrade.newBuilder()
                                .setSide(side)
                                .setMovement(movement)
                                .setGrade(
                                        value.value() instanceof BigDecimal
                                                ? value.whole()
                                                : Integer.parseInt(value.word()))
                                .build()));
    }

    private static void sensation(NeuroExam exam, Side side, Reading at, @Nullable Reading value) {
        Region region = Region.valueOf(Objects.requireNonNull(at.coordinates().get("region")));
        Modality modality =
                Modality.valueOf(Objects.requireNonNull(at.coordinates().get("modality")));
        exam.setSensation(replaced(
                exam.getSensation(),
                one -> one.getSide() == side && one.getRegion() == region && one.getModality() == modality,
                value == null
                        ? null
                        : Sensation.newBuilder()
                                .setSide(side)
                                .setRegion(region)
                                .setModality(modality)
                                .setResult(SensationResult.valueOf(value.word()))
                                .build()));
    }

    private static void reflex(NeuroExam exam, Side side, Reflex reflex, @Nullable Reading value) {
        exam.setReflexes(replaced(
                exam.getReflexes(),
                one -> one.getSide() == side && one.getReflex() == reflex,
                value == null
                        ? null
                        : ReflexFinding.newBuilder()
                                .setSide(side)
                                .setReflex(reflex)
                                .setResult(ReflexResult.valueOf(value.word()))
                                .build()));
    }

    private static @Nullable Finding finding(@Nullable Reading value) {
        return value == null ? null : Finding.valueOf(value.word());
    }

    private static List<Side> sides(String word) {
        return switch (word) {
            case "NONE" -> List.of();
            case "BOTH" -> List.of(Side.LEFT, Side.RIGHT);
            default -> List.of(Side.valueOf(word));
        };
    }

    private static <T> List<T> replaced(List<T> list, Predicate<T> same, @Nullable T value) {
        List<T> changed = new ArrayList<>(list);
        changed.removeIf(same);
        if (value != null) {
            changed.add(value);
        }
        return changed;
    }
}
