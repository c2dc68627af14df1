package org.blockwatch.streams.statement;

import static org.blockwatch.event.Finding.UNKNOWN;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Exam;
import org.blockwatch.clinical.Place;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Sign;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Injection;
import org.blockwatch.event.Location;
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
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.VitalSigns;
import org.jspecify.annotations.Nullable;

/**
 * Turns statements of the contract, as they were admitted, into those that the clinical core understands. An entry that
 * says UNKNOWN about its side, component or result examines nothing and is left out.
 */
public final class StatementMapper {

    private StatementMapper() {}

    /** The statements that stand: those entered in error are left out. */
    public static List<Statement> standing(Collection<? extends SpecificRecord> records) {
        return records.stream()
                .map(StatementMapper::standing)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * What one record states.
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
        return new Procedure(
                block.getEventId(),
                block.getOccurredAt(),
                block.getBlockId(),
                block.getFirstDoseAt(),
                block.getProtocol(),
                block.getLaterality(),
                block.getInjections().stream().map(StatementMapper::injection).toList(),
                block.getGuidance(),
                block.getAspiration(),
                block.getAnticoagulated(),
                block.getBaseline() == null ? null : exam(block.getBaseline()),
                block.getProceduralistId(),
                place(block.getLocation()));
    }

    private static Procedure.Injection injection(Injection injection) {
        return new Procedure.Injection(
                injection.getAgent(), injection.getConcentrationPercent(), injection.getVolumeMl());
    }

    private static Statement assessment(NeuroAssessment assessment) {
        NeuroExam exam = assessment.getExam();
        return new Assessment(
                assessment.getEventId(),
                assessment.getOccurredAt(),
                purpose(assessment.getPurpose()),
                exam == null ? Exam.EMPTY : exam(exam),
                place(assessment.getLocation()));
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
                vitals.getSpo2(),
                scale == null ? 1 : scale,
                vitals.getSupplementalOxygen(),
                vitals.getSystolic(),
                vitals.getHeartRate(),
                consciousness == Consciousness.UNKNOWN ? null : consciousness,
                vitals.getTemperature());
        return new Vitals(vitals.getEventId(), vitals.getOccurredAt(), observed, vitals.getReportedNews2());
    }

    private static Statement care(CareEvent event) {
        return new Care(event.getEventId(), event.getOccurredAt(), event.getKind());
    }

    /** One examination. Of two entries for one component the worse counts. */
    public static Exam exam(NeuroExam from) {
        Exam.Builder exam = new Exam.Builder();
        for (StraightLegRaise raise : from.getStraightLegRaise()) {
            if (raise.getSide() != Side.UNKNOWN) {
                exam.straightLegRaise(raise.getSide(), raise.getResult());
            }
        }
        for (MotorGrade motor : from.getMotor()) {
            if (motor.getSide() != Side.UNKNOWN && motor.getMovement() != Movement.UNKNOWN) {
                exam.motor(motor.getSide(), motor.getMovement(), motor.getGrade());
            }
        }
        for (Sensation felt : from.getSensation()) {
            if (felt.getSide() != Side.UNKNOWN
                    && felt.getRegion() != Region.UNKNOWN
                    && felt.getModality() != Modality.UNKNOWN
                    && felt.getResult() != SensationResult.UNKNOWN) {
                exam.sensation(felt.getSide(), felt.getRegion(), felt.getModality(), felt.getResult());
            }
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
        return exam.exam();
    }

    private static void sign(Exam.Builder exam, Sign sign, @Nullable Finding finding) {
        if (finding != null && finding != UNKNOWN) {
            exam.sign(sign, finding);
        }
    }

    /** An empty list is an examination that found none; a list of nothing but UNKNOWN sides is not. */
    private static void radicular(Exam.Builder exam, @Nullable List<Side> sides) {
        if (sides == null) {
            return;
        }
        Set<Side> known = sides.stream().filter(side -> side != Side.UNKNOWN).collect(Collectors.toSet());
        if (sides.isEmpty() || !known.isEmpty()) {
            exam.radicular(known);
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
