package org.blockwatch.cli.ward;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Injection;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Side;

/** The block itself: mostly by the book, and now and then with more volume, a stronger agent, or no contrast. */
final class SimulatedBlock {

    private static final Duration TOP_UP_AFTER = Duration.ofMinutes(25);

    private SimulatedBlock() {}

    /** Returns the procedure in its last state. A top-up's second dose is its {@code occurredAt}. */
    static BlockPerformed of(SimulatedPatient patient, RandomGenerator random) {
        var topUp = patient.story() == PatientStory.TOP_UP;
        return BlockPerformed.newBuilder()
                .setEventId(patient.blockId())
                .setBlockId(patient.blockId())
                .setPatientId(patient.id())
                .setSource("procedure-room")
                .setOccurredAt(patient.blockAt())
                .setFirstDoseAt(topUp ? patient.blockAt().minus(TOP_UP_AFTER) : null)
                .setLaterality(patient.side() == Side.LEFT ? Laterality.LEFT : Laterality.RIGHT)
                .setInjections(injections(patient, random))
                .setGuidance(random.nextInt(8) == 0 ? Guidance.ULTRASOUND : Guidance.FLUOROSCOPY_WITH_CONTRAST)
                .setAspiration(
                        patient.story() == PatientStory.TOXICITY
                                ? Aspiration.POSITIVE
                                : random.nextInt(12) == 0 ? Aspiration.NOT_DONE : Aspiration.NEGATIVE)
                .setSedation(random.nextInt(3) == 0 ? "midazolam 1 mg" : null)
                .setAnticoagulated(patient.story() == PatientStory.RECURRENCE || random.nextInt(10) == 0)
                .setBaseline(random.nextInt(5) == 0 ? null : normal())
                .setProceduralistId("dr-" + random.nextInt(1, 5))
                .setLocation(patient.location())
                .build();
    }

    private static List<Injection> injections(SimulatedPatient patient, RandomGenerator random) {
        var strong = random.nextInt(10) == 0;
        var volume = random.nextInt(10) == 0 ? 0.6 : 0.25 + 0.05 * random.nextInt(5);
        return List.of("L3", "L4", "L5").stream()
                .map(level -> new Injection(
                        level, patient.side(), strong ? "MEPIVACAINE" : "LIDOCAINE", strong ? 2.0 : 1.0, volume))
                .toList();
    }

    /** Returns an examination that is documented and normal. */
    private static NeuroExam normal() {
        return NeuroExam.newBuilder().build();
    }
}
