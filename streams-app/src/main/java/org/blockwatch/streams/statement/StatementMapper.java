package org.blockwatch.streams.statement;

import static org.blockwatch.event.Finding.UNKNOWN;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Anticoagulation;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Exam;
import org.blockwatch.clinical.Place;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Sign;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.clinical.news2.Observations.Oxygenation;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Injection;
import org.blockwatch.event.Location;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.ReflexFinding;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.Side;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.VitalSigns;
import org.jspecify.annotations.Nullable;

/**
 * Turns statements of the contract, as they were admitted, into those that the clinical core understands. An abnormal entry
 * that says UNKNOWN about its side, movement, region or modality is a finding of unknown site; any other that says UNKNOWN
 * examines nothing and is left out.
 */
public final class StatementMapper {

    private StatementMapper() {}

    /** Returns the statements that stand: those entered in error are left out. */
    public static List<Statement> standing(Collection<? extends SpecificRecord> records) {
        return records.stream()
                .map(StatementMapper::standing)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Returns what one record states.
     *
     * @return empty where it was entered in error
     * @throws IllegalArgumentException if it is no statement
     */
    public static Optional<Statement> standing(SpecificRecord record) {
        if (record instanceof BlockPerformed block) {
            return stands(block.getStatus()) ? Optional.of(procedure(block)) : Optional.empty();
        } else if (record instanceof NeuroAssessment assessment) {
            return stands(assessment.getStatus()) ? Optional.of(assessment(assessment)) : Optional.empty();
        } else if (record instanceof VitalSigns vitals) {
            return stands(vitals.getStatus()) ? Optional.of(vitals(vitals)) : Optional.empty();
        } else if (record instanceof CareEvent event) {
            return stands(event.getStatus()) ? Optional.of(care(event)) : Optional.empty();
        }
        throw new IllegalArgumentException(record.getClass().getSimpleName() + " is no statement");
    }

    private static boolean stands(StatementStatus status) {
        return status != StatementStatus.ENTERED_IN_ERROR;
    }

    private static Statement procedure(BlockPerformed block) {
        Boolean anticoagulated = block.getAnticoagulationNotStated() ? null : block.getAnticoagulated();
        return new Procedure(
                block.getEventId(),
                block.getOccurredAt(),
                block.getFirstDoseAt(),
                new Procedure.Details(
                        block.getBlockId(),
                        block.getProtocol(),
                        block.getLaterality(),
                        Anticoagulation.of(anticoagulated),
                        block.getProceduralistId()),
                new Procedure.Injected(
                        block.getInjections().stream()
                                .map(StatementMapper::injection)
                                .toList(),
                        block.getGuidance(),
                        block.getAspiration()),
                block.getBaseline() == null ? null : baseline(block.getBaseline()));
    }

    private static Procedure.Injection injection(Injection injection) {
        return new Procedure.Injection(
                injection.getAgent(), injection.getConcentrationPercent(), injection.getVolumeMl());
    }

    private static Statement assessment(NeuroAssessment assessment) {
        NeuroExam from = assessment.getExam();
        Exam.Builder builder = from == null ? new Exam.Builder() : entries(from, new Exam.Builder());
        Exam exam = builder.exam();
        return new Assessment(
                assessment.getEventId(),
                assessment.getOccurredAt(),
                purpose(assessment.getPurpose()),
                exam,
                from == null || !builder.contested() ? exam : baseline(from));
    }

    /** A purpose that this release does not know must not keep findings out. */
    private static AssessmentPurpose purpose(AssessmentPurpose stated) {
        return stated == AssessmentPurpose.UNKNOWN ? AssessmentPurpose.POST_BLOCK : stated;
    }

    private static Statement vitals(VitalSigns vitals) {
        Integer scale = vitals.getSpo2Scale();
        Consciousness consciousness = vitals.getConsciousness();
        Observations observed = new Observations(
                vitals.getRespiratoryRate(),
                new Oxygenation(vitals.getSpo2(), scale == null ? 1 : scale, vitals.getSupplementalOxygen()),
                vitals.getSystolic(),
                vitals.getHeartRate(),
                consciousness == Consciousness.UNKNOWN ? null : consciousness,
                vitals.getTemperature());
        return new Vitals(vitals.getEventId(), vitals.getOccurredAt(), observed, vitals.getReportedNews2());
    }

    private static Statement care(CareEvent event) {
        return new Care(event.getEventId(), event.getOccurredAt(), event.getKind());
    }

    /** Returns one examination. Of two entries for one component the worse counts. */
    public static Exam exam(NeuroExam from) {
        return entries(from, new Exam.Builder()).exam();
    }

    /** Returns one examination as a baseline. Of two entries for one component the better counts. */
    static Exam baseline(NeuroExam from) {
        return entries(from, Exam.Builder.ofBaseline()).exam();
    }

    private static Exam.Builder entries(NeuroExam from, Exam.Builder exam) {
        for (StraightLegRaise raise : from.getStraightLegRaise()) {
            exam.straightLegRaise(raise.getSide(), raise.getResult());
        }
        for (MotorGrade motor : from.getMotor()) {
            exam.motor(motor.getSide(), motor.getMovement(), motor.getGrade());
        }
        for (Sensation felt : from.getSensation()) {
            exam.sensation(felt.getSide(), felt.getRegion(), felt.getModality(), felt.getResult());
        }
        for (ReflexFinding reflex : from.getReflexes()) {
            if (reflex.getSide() != Side.UNKNOWN
                    && reflex.getReflex() != Reflex.UNKNOWN
                    && reflex.getResult() != ReflexResult.UNKNOWN) {
                exam.reflex(reflex.getSide(), reflex.getReflex(), reflex.getResult());
            }
        }
        sign(exam, Sign.SADDLE_ANAESTHESIA, from.getSaddleAnaesthesia());
        sign(exam, Sign.BLADDER_DYSFUNCTION, from.getBladderDysfunction());
        sign(exam, Sign.BOWEL_DYSFUNCTION, from.getBowelDysfunction());
        sign(exam, Sign.SEVERE_BACK_PAIN, from.getSevereBackPain());
        radicular(exam, from.getRadicularSymptoms());
        return exam;
    }

    private static void sign(Exam.Builder exam, Sign sign, @Nullable Finding finding) {
        if (finding != null && finding != UNKNOWN) {
            exam.sign(sign, finding);
        }
    }

    private static void radicular(Exam.Builder exam, @Nullable List<Side> sides) {
        if (sides != null) {
            exam.radicular(Set.copyOf(sides));
        }
    }

    /** Returns where the patient lies, or null where that is not stated. */
    public static @Nullable Place place(@Nullable Location location) {
        return location == null ? null : new Place(location.getUnit(), location.getBed());
    }

    /** Returns a place as the contract has it. */
    public static @Nullable Location location(@Nullable Place place) {
        return place == null ? null : new Location(place.unit(), place.bed());
    }
}
