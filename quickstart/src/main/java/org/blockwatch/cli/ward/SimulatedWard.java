package org.blockwatch.cli.ward;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.blockwatch.event.Location;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Side;
import org.blockwatch.event.StatementStatus;

/**
 * A simulated day on a ward after lumbar medial branch blocks. The same seed, number of patients, opening and length
 * give the same day.
 */
public final class SimulatedWard {

    /** Blocks are given during the first ten hours, or the first part of a shorter day. */
    private static final Duration THEATRE_HOURS = Duration.ofHours(10);

    private static final double THEATRE_SHARE = 0.45;
    private static final Duration FIRST_BLOCK = Duration.ofMinutes(25);

    private final List<SimulatedPatient> patients;
    private final List<Arrival> arrivals;
    private final SimulatedStaff staff;

    private SimulatedWard(List<SimulatedPatient> patients, List<Arrival> arrivals, SimulatedStaff staff) {
        this.patients = patients;
        this.arrivals = arrivals;
        this.staff = staff;
    }

    /**
     * Draws a day.
     *
     * @param opensAt engine time; nothing arrives before it
     * @param length nothing arrives after it
     */
    public static SimulatedWard open(long seed, int patients, Instant opensAt, Duration length) {
        var random = new SplittableRandom(seed);
        var closesAt = opensAt.plus(length);
        var admitted = admit(random.split(), patients, opensAt, length);
        var arrivals = new ArrayList<Arrival>();
        for (var patient : admitted) {
            arrivals.addAll(SimulatedChart.of(patient, random.split(), closesAt));
            if (patient.story() == PatientStory.WRONG_PATIENT) {
                arrivals.addAll(mixUp(patient, admitted, closesAt));
            }
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        return new SimulatedWard(admitted, List.copyOf(arrivals), new SimulatedStaff(seed, admitted));
    }

    /** Returns what arrives during the day, answers to pages apart, in order of arrival. */
    public List<Arrival> arrivals() {
        return arrivals;
    }

    /** Returns how many patients there are. */
    public int patients() {
        return patients.size();
    }

    /**
     * Returns what somebody does about a page that has reached them: mostly they acknowledge it, go to the bedside, examine, and
     * chart it at once.
     *
     * @param accepted the page as it reached one person
     * @return in order of arrival; empty if they do not answer
     */
    public List<Arrival> answers(PageRequest page, PageEvent accepted) {
        return staff.answers(page, accepted);
    }

    private static List<SimulatedPatient> admit(
            SplittableRandom random, int patients, Instant opensAt, Duration length) {
        var share = Duration.ofSeconds(Math.round(length.toSeconds() * THEATRE_SHARE));
        var theatre = (share.compareTo(THEATRE_HOURS) < 0 ? share : THEATRE_HOURS).minus(FIRST_BLOCK);
        var admitted = new ArrayList<SimulatedPatient>();
        for (var i = 0; i < patients; i++) {
            var story = PatientStory.of(i);
            var blockAt = opensAt.plus(FIRST_BLOCK)
                    .plus(theatre.multipliedBy(i).dividedBy(patients))
                    .plusSeconds(random.nextInt(300));
            admitted.add(new SimulatedPatient(
                    String.format(Locale.ROOT, "sim-%03d", i + 1),
                    new Location("DAY", String.valueOf(i + 1)),
                    story,
                    TrueRecovery.of(story, random),
                    blockAt,
                    random.nextBoolean() ? Side.LEFT : Side.RIGHT));
        }
        return admitted;
    }

    /** Returns a neighbour's weak leg, charted on the wrong patient, retracted there and charted again on the right one. */
    private static List<Arrival> mixUp(SimulatedPatient wrong, List<SimulatedPatient> admitted, Instant closesAt) {
        var right = admitted.stream()
                .filter(patient -> patient.story() == PatientStory.SLOW)
                .filter(patient -> patient.blockAt().isBefore(wrong.blockAt()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        var at = wrong.at(70);
        var noticedAt = wrong.at(115);
        var mistaken = SimulatedChart.assessment(
                wrong, wrong.id() + "-mix-up", at, at, Examination.mistakenlyWeak(wrong, at), "nurse-float");
        var retracted = NeuroAssessment.newBuilder(mistaken)
                .setRevision(1)
                .setStatus(StatementStatus.ENTERED_IN_ERROR)
                .setRecordedAt(noticedAt)
                .build();
        var again = SimulatedChart.assessment(
                right, wrong.id() + "-mix-up-again", at, noticedAt, Examination.quick(right, at), "nurse-float");
        return List.of(
                        new Arrival(at, wrong.id(), mistaken),
                        new Arrival(noticedAt, wrong.id(), retracted),
                        new Arrival(noticedAt.plusSeconds(20), right.id(), again))
                .stream()
                .filter(arrival -> arrival.at().isBefore(closesAt))
                .toList();
    }
}
