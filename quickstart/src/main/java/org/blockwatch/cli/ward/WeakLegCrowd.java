package org.blockwatch.cli.ward;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.blockwatch.event.Location;
import org.blockwatch.event.Side;

/** Patients whose leg stays weak, so many that what is kept of them weighs. The same seed gives the same ones. */
public final class WeakLegCrowd {

    private static final Duration LONG_AGO = Duration.ofHours(5);
    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final Duration LAST_LOOK = Duration.ofMinutes(30);

    private final SplittableRandom random;
    private int patients;

    /** Makes a crowd with nobody in it yet. */
    public WeakLegCrowd(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns a patient whose block is past four hours already, found weak within the last minutes: an alert at once. */
    public List<Arrival> overdue(Instant now) {
        var seenAt = now.minusSeconds(random.nextInt(1, 1200));
        return statements(now.minus(LONG_AGO), seenAt, now);
    }

    /** Returns a patient who is weak, and will be past four hours at this instant: an alert by time alone. */
    public List<Arrival> dueAt(Instant dueAt) {
        var seenAt = dueAt.minus(LAST_LOOK);
        return statements(dueAt.minus(FOUR_HOURS), seenAt, seenAt);
    }

    private List<Arrival> statements(Instant blockAt, Instant seenAt, Instant arrivesAt) {
        var number = ++patients;
        var patient = new SimulatedPatient(
                String.format(Locale.ROOT, "crowd-%05d", number),
                new Location("DAY", String.valueOf(number)),
                PatientStory.PERSISTENT,
                TrueRecovery.of(PatientStory.PERSISTENT, random),
                blockAt,
                random.nextBoolean() ? Side.LEFT : Side.RIGHT);
        var block = SimulatedBlock.of(patient, random);
        block.setRecordedAt(blockAt);
        var exam = Examination.full(patient, seenAt);
        return List.of(
                new Arrival(arrivesAt, patient.id(), block),
                new Arrival(
                        arrivesAt,
                        patient.id(),
                        SimulatedChart.assessment(patient, patient.id() + "-look", seenAt, seenAt, exam, "nurse")));
    }
}
