package org.blockwatch.ward;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.PageEvent;

/** Those who are paged: nine in ten acknowledge within minutes, and who acknowledges goes to the bedside. */
final class Staff {

    private final long seed;
    private final Map<String, Patient> patients;

    Staff(long seed, List<Patient> patients) {
        this.seed = seed;
        this.patients = patients.stream().collect(Collectors.toUnmodifiableMap(Patient::id, Function.identity()));
    }

    List<Arrival> answers(PageEvent accepted) {
        var patient = patients.get(accepted.getPatientId());
        var random = new SplittableRandom(seed ^ accepted.getPageId().hashCode());
        if (patient == null || random.nextInt(10) == 0) {
            return List.of();
        }
        var answeredAt = accepted.getAt().plus(minutes(random, 1, 6));
        var seenAt = answeredAt.plus(minutes(random, 4, 12));
        var chartedAt = seenAt.plus(minutes(random, 1, 3));
        var answers = new ArrayList<Arrival>();
        answers.add(new Arrival(answeredAt, patient.id(), acknowledgement(accepted, answeredAt)));
        answers.add(new Arrival(
                chartedAt,
                patient.id(),
                Chart.assessment(
                        patient,
                        "seen-for-" + accepted.getPageId(),
                        seenAt,
                        chartedAt,
                        Examination.full(patient, seenAt),
                        "anaesthetist-on-call")));
        if (accepted.getAlertId().contains("/" + AlertCode.RED_FLAG_MRI + "/")) {
            var requestedAt = chartedAt.plus(minutes(random, 2, 10));
            var performedAt = requestedAt.plus(minutes(random, 60, 180));
            answers.add(new Arrival(
                    requestedAt, patient.id(), Chart.care(patient, CareEventKind.MRI_REQUESTED, requestedAt)));
            answers.add(new Arrival(
                    performedAt, patient.id(), Chart.care(patient, CareEventKind.MRI_PERFORMED, performedAt)));
        }
        return answers;
    }

    private static AlertResponse acknowledgement(PageEvent page, Instant at) {
        return AlertResponse.newBuilder()
                .setEventId("ack-of-" + page.getPageId())
                .setPatientId(page.getPatientId())
                .setAlertId(page.getAlertId())
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy("anaesthetist-on-call")
                .setOccurredAt(at)
                .build();
    }

    private static Duration minutes(RandomGenerator random, int from, int until) {
        return Duration.ofSeconds(random.nextInt(60 * from, 60 * until));
    }
}
