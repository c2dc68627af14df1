package org.blockwatch.cli.ward;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Modality;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.Movement;
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

/** What somebody finds who examines a patient at a given instant. */
final class Examination {

    private static final List<Side> SIDES = List.of(Side.LEFT, Side.RIGHT);
    private static final List<Movement> AFFECTED = List.of(Movement.HIP_FLEXION, Movement.KNEE_EXTENSION);
    private static final int NORMAL_GRADE = 5;
    private static final int WEAK_GRADE = 2;

    private Examination() {}

    /** Returns the nurse's round: lift the legs, bend hip and knee on the side of the block, touch the back, ask about the saddle. */
    static NeuroExam quick(SimulatedPatient patient, Instant at) {
        var minute = patient.minute(at);
        var exam = new NeuroExam();
        exam.setStraightLegRaise(SIDES.stream()
                .map(side -> new StraightLegRaise(
                        side,
                        weak(patient, side, minute) ? StraightLegRaiseResult.UNABLE : StraightLegRaiseResult.ABLE))
                .toList());
        exam.setMotor(AFFECTED.stream()
                .map(movement ->
                        new MotorGrade(patient.side(), movement, grade(patient, patient.side(), movement, minute)))
                .toList());
        exam.setSensation(List.of(
                touch(patient.side(), Region.BACK, patient.course().numbAt(minute)),
                touch(patient.otherSide(), Region.BACK, false)));
        exam.setReflexes(List.of());
        exam.setSaddleAnaesthesia(patient.course().saddleAt(minute) ? Finding.PRESENT : Finding.ABSENT);
        return exam;
    }

    /** Returns the comprehensive examination that a page asks for. */
    static NeuroExam full(SimulatedPatient patient, Instant at) {
        var minute = patient.minute(at);
        var exam = quick(patient, at);
        exam.setMotor(SIDES.stream()
                .flatMap(side -> Arrays.stream(Movement.values())
                        .filter(movement -> movement != Movement.UNKNOWN)
                        .map(movement -> new MotorGrade(side, movement, grade(patient, side, movement, minute))))
                .toList());
        exam.setSensation(Stream.concat(
                        exam.getSensation().stream(),
                        SIDES.stream()
                                .flatMap(side -> Stream.of(Region.L3, Region.L4, Region.L5, Region.S1)
                                        .map(region -> touch(side, region, false))))
                .toList());
        exam.setReflexes(SIDES.stream()
                .flatMap(side -> Stream.of(Reflex.KNEE, Reflex.ANKLE)
                        .map(reflex -> new ReflexFinding(side, reflex, ReflexResult.NORMAL)))
                .toList());
        exam.setBladderDysfunction(Finding.ABSENT);
        exam.setBowelDysfunction(Finding.ABSENT);
        exam.setSevereBackPain(
                patient.story() == PatientStory.RECURRENCE && weak(patient, patient.side(), minute)
                        ? Finding.PRESENT
                        : Finding.ABSENT);
        exam.setRadicularSymptoms(List.of());
        return exam;
    }

    /** Returns the quick round with a weak leg in it that this patient does not have. */
    static NeuroExam mistakenlyWeak(SimulatedPatient patient, Instant at) {
        var exam = quick(patient, at);
        exam.setStraightLegRaise(List.of(
                new StraightLegRaise(patient.side(), StraightLegRaiseResult.UNABLE),
                new StraightLegRaise(patient.otherSide(), StraightLegRaiseResult.ABLE)));
        exam.setMotor(List.of());
        return exam;
    }

    private static int grade(SimulatedPatient patient, Side side, Movement movement, long minute) {
        return AFFECTED.contains(movement) && weak(patient, side, minute) ? WEAK_GRADE : NORMAL_GRADE;
    }

    private static boolean weak(SimulatedPatient patient, Side side, long minute) {
        return side == patient.side() && patient.course().weakAt(minute);
    }

    private static Sensation touch(Side side, Region region, boolean reduced) {
        return new Sensation(
                side, region, Modality.LIGHT_TOUCH, reduced ? SensationResult.REDUCED : SensationResult.NORMAL, null);
    }
}
