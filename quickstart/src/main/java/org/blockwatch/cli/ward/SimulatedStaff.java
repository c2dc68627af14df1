package org.blockwatch.cli.ward;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;

/**
 * Those who are paged. Four in ten acknowledge within minutes; most of these go to the bedside, examine and chart it at
 * once, one in four forgets to. One in ten declines. The others sleep through, so that the next tier is paged. Who sees
 * that somebody else has taken an alert on leaves it to them.
 */
final class SimulatedStaff {

    private static final int OF_TEN_ACKNOWLEDGE = 4;
    private static final int OF_TEN_DECLINE = 1;
    private static final int ONE_IN_SO_MANY_FORGETS = 4;

    private final long seed;
    private final Map<String, SimulatedPatient> patients;
    private final Map<String, Instant> takenAt = new HashMap<>();

    SimulatedStaff(long seed, List<SimulatedPatient> patients) {
        this.seed = seed;
        this.patients =
                patients.stream().collect(Collectors.toUnmodifiableMap(SimulatedPatient::id, Function.identity()));
    }

    synchronized List<Arrival> answers(PageRequest page, PageEvent accepted) {
        var patient = patients.get(page.getPatientId());
        var random = new SplittableRandom(seed ^ message(accepted).hashCode());
        var drawn = random.nextInt(10);
        var at = accepted.getAt().plus(minutes(random, 1, 5));
        if (patient == null || isTaken(page, at)) {
            return List.of();
        }
        if (drawn < OF_TEN_ACKNOWLEDGE) {
            takenAt.put(page.getAlertId(), at);
            var answers = new ArrayList<>(responses(page, accepted, AlertResponseKind.ACKNOWLEDGED, at));
            if (random.nextInt(ONE_IN_SO_MANY_FORGETS) > 0) {
                answers.addAll(atTheBedside(patient, page, accepted.getRecipient(), at, random));
            }
            return answers;
        }
        return drawn < OF_TEN_ACKNOWLEDGE + OF_TEN_DECLINE
                ? responses(page, accepted, AlertResponseKind.DECLINED, at)
                : List.of();
    }

    /** Returns what names the message, about which somebody decides once, however many pages are bundled in it. */
    private static String message(PageEvent accepted) {
        return accepted.getRecipient()
                + (accepted.getBundle() == null ? accepted.getAttemptId() : accepted.getBundle());
    }

    /** Returns whether the link in the page shows that somebody has taken the alert on since it was asked for. */
    private boolean isTaken(PageRequest page, Instant at) {
        var taken = takenAt.get(page.getAlertId());
        return taken != null && !taken.isBefore(page.getRequestedAt()) && !taken.isAfter(at);
    }

    /** Returns the answers to all that the page tells of, as its link gives them. */
    private static List<Arrival> responses(PageRequest page, PageEvent accepted, AlertResponseKind kind, Instant at) {
        return Stream.concat(
                        Stream.of(page.getAlertId()), page.getAlso().stream().map(PageAlert::getAlertId))
                .map(alertId -> new Arrival(
                        at,
                        page.getPatientId(),
                        AlertResponse.newBuilder()
                                .setEventId(
                                        "answer-%s-%s-%s".formatted(page.getPageId(), accepted.getRecipient(), alertId))
                                .setPatientId(page.getPatientId())
                                .setAlertId(alertId)
                                .setPageId(page.getPageId())
                                .setKind(kind)
                                .setBy(accepted.getRecipient())
                                .setOccurredAt(at)
                                .build()))
                .toList();
    }

    private static List<Arrival> atTheBedside(
            SimulatedPatient patient, PageRequest page, String person, Instant answeredAt, RandomGenerator random) {
        var seenAt = answeredAt.plus(minutes(random, 4, 12));
        var chartedAt = seenAt.plus(minutes(random, 1, 3));
        var charted = new ArrayList<Arrival>();
        charted.add(new Arrival(
                chartedAt,
                patient.id(),
                SimulatedChart.assessment(
                        patient,
                        "seen-for-%s-by-%s".formatted(page.getPageId(), person),
                        seenAt,
                        chartedAt,
                        Examination.full(patient, seenAt),
                        person)));
        if (page.getCode() == AlertCode.RED_FLAG_MRI) {
            var requestedAt = chartedAt.plus(minutes(random, 2, 10));
            var performedAt = requestedAt.plus(minutes(random, 60, 180));
            charted.add(new Arrival(
                    requestedAt, patient.id(), SimulatedChart.care(patient, CareEventKind.MRI_REQUESTED, requestedAt)));
            charted.add(new Arrival(
                    performedAt, patient.id(), SimulatedChart.care(patient, CareEventKind.MRI_PERFORMED, performedAt)));
        }
        return charted;
    }

    private static Duration minutes(RandomGenerator random, int from, int until) {
        return Duration.ofSeconds(random.nextInt(60 * from, 60 * until));
    }
}
