package org.blockwatch.bench.feed;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Injection;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.Location;
import org.blockwatch.event.Modality;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.Movement;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Region;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSigns;

/** One statement of each kind, as full as a ward charts it. The eventId is the caller's; it must be new for the patient. */
public final class Charting {
    private static final String SOURCE = "benchmark";
    private static final Location PLACE = new Location("DAY", "12");
    private static final CareEventKind[] ORDERS = {
        CareEventKind.MOBILISATION_ORDERED,
        CareEventKind.MOBILISATION_STARTED,
        CareEventKind.MOBILISATION_CANCELLED,
        CareEventKind.DISCHARGE_ORDERED,
        CareEventKind.DISCHARGE_CANCELLED,
        CareEventKind.TRANSFERRED_MONITORED
    };

    private Charting() {}

    /** A block by the book, on the left. */
    public static BlockPerformed block(String patientId, String eventId, Instant at) {
        return BlockPerformed.newBuilder()
                .setEventId(eventId)
                .setBlockId(eventId)
                .setPatientId(patientId)
                .setSource(SOURCE)
                .setOccurredAt(at)
                .setRecordedAt(at)
                .setLaterality(Laterality.LEFT)
                .setInjections(List.of("L3", "L4", "L5").stream()
                        .map(level -> new Injection(level, Side.LEFT, "LIDOCAINE", 1.0, 0.25))
                        .toList())
                .setGuidance(Guidance.FLUOROSCOPY_WITH_CONTRAST)
                .setAspiration(Aspiration.NEGATIVE)
                .setAnticoagulated(false)
                .setBaseline(NeuroExam.newBuilder().build())
                .setProceduralistId("dr-1")
                .setLocation(PLACE)
                .build();
    }

    /** A nurse's round: both legs, hip and knee on the left, touch on both sides of the back, the saddle. */
    public static NeuroAssessment assessment(
            String patientId, String eventId, Instant at, boolean leftLegWeak, boolean backNumb) {
        NeuroExam exam = NeuroExam.newBuilder()
                .setStraightLegRaise(List.of(
                        new StraightLegRaise(
                                Side.LEFT, leftLegWeak ? StraightLegRaiseResult.UNABLE : StraightLegRaiseResult.ABLE),
                        new StraightLegRaise(Side.RIGHT, StraightLegRaiseResult.ABLE)))
                .setMotor(List.of(
                        new MotorGrade(Side.LEFT, Movement.HIP_FLEXION, leftLegWeak ? 2 : 5),
                        new MotorGrade(Side.LEFT, Movement.KNEE_EXTENSION, leftLegWeak ? 2 : 5)))
                .setSensation(List.of(
                        touch(Side.LEFT, backNumb ? SensationResult.REDUCED : SensationResult.NORMAL),
                        touch(Side.RIGHT, SensationResult.NORMAL)))
                .setSaddleAnaesthesia(Finding.ABSENT)
                .build();
        return NeuroAssessment.newBuilder()
                .setEventId(eventId)
                .setPatientId(patientId)
                .setSource(SOURCE)
                .setOccurredAt(at)
                .setRecordedAt(at)
                .setAssessorId("nurse-7")
                .setLocation(PLACE)
                .setExam(exam)
                .build();
    }

    /** Vital signs that score no point. */
    public static VitalSigns vitals(String patientId, String eventId, Instant at, RandomGenerator random) {
        return VitalSigns.newBuilder()
                .setEventId(eventId)
                .setPatientId(patientId)
                .setSource(SOURCE)
                .setOccurredAt(at)
                .setRecordedAt(at)
                .setHeartRate(random.nextInt(60, 88))
                .setRespiratoryRate(random.nextInt(12, 19))
                .setSpo2(random.nextInt(96, 100))
                .setSupplementalOxygen(false)
                .setSystolic(random.nextInt(112, 150))
                .setDiastolic(random.nextInt(60, 85))
                .setTemperature((362 + random.nextInt(12)) / 10.0)
                .setConsciousness(Consciousness.A)
                .build();
    }

    /** An order. */
    public static CareEvent care(String patientId, String eventId, Instant at, RandomGenerator random) {
        return CareEvent.newBuilder()
                .setEventId(eventId)
                .setPatientId(patientId)
                .setSource(SOURCE)
                .setOccurredAt(at)
                .setRecordedAt(at)
                .setKind(ORDERS[random.nextInt(ORDERS.length)])
                .build();
    }

    private static Sensation touch(Side side, SensationResult result) {
        return Sensation.newBuilder()
                .setSide(side)
                .setRegion(Region.BACK)
                .setModality(Modality.LIGHT_TOUCH)
                .setResult(result)
                .build();
    }
}
