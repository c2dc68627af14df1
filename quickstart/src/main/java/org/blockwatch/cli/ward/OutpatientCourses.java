package org.blockwatch.cli.ward;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Injection;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.Location;
import org.blockwatch.event.Modality;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Region;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;

/**
 * What is charted of outpatients over three days: the block, two looks, going home, and the answers of those who answer. Three
 * of four answer a slot, as published of links by text message. One of a hundred has a numb saddle on the second day.
 */
public final class OutpatientCourses {

    private static final String SOURCE = "simulated-clinic";
    private static final Duration BETWEEN = Duration.ofMinutes(4);
    private static final Duration DAY = Duration.ofHours(8);
    private static final List<Duration> SLOTS =
            List.of(Duration.ofHours(4), Duration.ofHours(24), Duration.ofHours(48));
    private static final int ANSWERS_PERCENT = 75;
    private static final int SADDLE_EVERY = 100;
    private static final int ANTICOAGULATED_EVERY = 12;
    private static final Duration SADDLE_FROM = Duration.ofHours(23);

    private final RandomGenerator random;
    private final String id;
    private final Instant blockAt;
    private final Duration numbFor;
    private final boolean haematoma;
    private final List<Arrival> arrivals = new ArrayList<>();
    private boolean broughtIn;

    private OutpatientCourses(RandomGenerator random, int number, Instant opensAt) {
        this.random = random;
        this.id = "out-%04d".formatted(number + 1);
        long today = DAY.dividedBy(BETWEEN);
        this.blockAt = opensAt.plus(Duration.ofDays(number / today)).plus(BETWEEN.multipliedBy(number % today));
        this.numbFor = Duration.ofMinutes(random.nextInt(90, 300));
        this.haematoma = number % SADDLE_EVERY == SADDLE_EVERY - 1;
    }

    /** Returns what arrives, in order; the same seed gives the same courses. */
    public static List<Arrival> of(long seed, int patients, Instant opensAt) {
        var random = new SplittableRandom(seed);
        var all = new ArrayList<Arrival>();
        for (var number = 0; number < patients; number++) {
            var course = new OutpatientCourses(random.split(), number, opensAt);
            course.chart(number % ANTICOAGULATED_EVERY == 0);
            all.addAll(course.arrivals);
        }
        all.sort(Comparator.comparing(Arrival::at));
        return List.copyOf(all);
    }

    private void chart(boolean anticoagulated) {
        arrive(blockAt.plusSeconds(120), block(anticoagulated));
        for (var minutes : List.of(15, 30, 45)) {
            look(blockAt.plus(Duration.ofMinutes(minutes)));
        }
        var homeAt = blockAt.plus(Duration.ofMinutes(55));
        arrive(homeAt, care(CareEventKind.DISCHARGED, homeAt));
        for (var slot : SLOTS) {
            if (random.nextInt(100) < ANSWERS_PERCENT) {
                answer(blockAt.plus(slot).plus(Duration.ofMinutes(random.nextInt(-15, 55))));
            }
        }
    }

    private void look(Instant at) {
        arrive(
                at.plusSeconds(60),
                assessment(at, AssessmentPurpose.POST_BLOCK)
                        .setExam(NeuroExam.newBuilder()
                                .setStraightLegRaise(List.of(
                                        new StraightLegRaise(Side.LEFT, StraightLegRaiseResult.ABLE),
                                        new StraightLegRaise(Side.RIGHT, StraightLegRaiseResult.ABLE)))
                                .setSensation(List.of(feels(Side.LEFT, Modality.LIGHT_TOUCH, at)))
                                .build())
                        .build());
    }

    private void answer(Instant at) {
        var saddle = haematoma && !at.isBefore(blockAt.plus(SADDLE_FROM));
        arrive(
                at.plusSeconds(5),
                assessment(at, AssessmentPurpose.PATIENT_REPORTED)
                        .setExam(NeuroExam.newBuilder()
                                .setSensation(List.of(
                                        feels(Side.LEFT, Modality.NUMBNESS, at),
                                        new Sensation(
                                                Side.RIGHT,
                                                Region.BACK,
                                                Modality.NUMBNESS,
                                                SensationResult.NORMAL,
                                                null)))
                                .setSaddleAnaesthesia(saddle ? Finding.PRESENT : Finding.ABSENT)
                                .build())
                        .build());
        if (saddle && !broughtIn) {
            broughtIn = true;
            var arrivedAt = at.plus(Duration.ofMinutes(70));
            var scannedAt = arrivedAt.plus(Duration.ofMinutes(80));
            arrive(arrivedAt, care(CareEventKind.ARRIVED, arrivedAt));
            arrive(scannedAt, care(CareEventKind.MRI_PERFORMED, scannedAt));
        }
    }

    private Sensation feels(Side side, Modality modality, Instant at) {
        var numb = at.isBefore(blockAt.plus(numbFor));
        return new Sensation(
                side, Region.BACK, modality, numb ? SensationResult.REDUCED : SensationResult.NORMAL, null);
    }

    private NeuroAssessment.Builder assessment(Instant at, AssessmentPurpose purpose) {
        return NeuroAssessment.newBuilder()
                .setEventId("%s-%s-%d".formatted(id, purpose, at.getEpochSecond()))
                .setPatientId(id)
                .setSource(SOURCE)
                .setOccurredAt(at)
                .setRecordedAt(at)
                .setPurpose(purpose);
    }

    private BlockPerformed block(boolean anticoagulated) {
        return BlockPerformed.newBuilder()
                .setEventId(id + "-block")
                .setBlockId(id + "-block")
                .setPatientId(id)
                .setSource(SOURCE)
                .setOccurredAt(blockAt)
                .setRecordedAt(blockAt.plusSeconds(60))
                .setLaterality(Laterality.LEFT)
                .setInjections(List.of(new Injection("L4", Side.LEFT, "LIDOCAINE", 1.0, 0.3)))
                .setGuidance(Guidance.FLUOROSCOPY_WITH_CONTRAST)
                .setAspiration(Aspiration.NEGATIVE)
                .setAnticoagulated(anticoagulated)
                .setBaseline(NeuroExam.newBuilder().build())
                .setProceduralistId("dr-1")
                .setLocation(Location.newBuilder().setUnit("DAY-CLINIC").build())
                .build();
    }

    private CareEvent care(CareEventKind kind, Instant at) {
        return CareEvent.newBuilder()
                .setEventId("%s-%s-%d".formatted(id, kind, at.getEpochSecond()))
                .setPatientId(id)
                .setSource(SOURCE)
                .setOccurredAt(at)
                .setRecordedAt(at)
                .setKind(kind)
                .build();
    }

    private void arrive(Instant at, SpecificRecord value) {
        arrivals.add(new Arrival(at, id, value));
    }
}
