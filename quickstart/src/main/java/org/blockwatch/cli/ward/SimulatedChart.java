package org.blockwatch.cli.ward;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.StatementStatus;
import org.jspecify.annotations.Nullable;

/** Everything that is charted about one patient in the ordinary course of a day, as late as it is charted. */
final class SimulatedChart {

    private static final String SOURCE = "simulated-ward";
    private static final int ROUND_JITTER = 4;

    private final SimulatedPatient patient;
    private final RandomGenerator random;
    private final Lateness lateness;
    private final Instant closesAt;
    private final List<Arrival> arrivals = new ArrayList<>();
    private int assessments;
    private @Nullable Instant ableSince;
    private @Nullable Instant recoveredSince;

    private SimulatedChart(SimulatedPatient patient, RandomGenerator random, Instant closesAt) {
        this.patient = patient;
        this.random = random;
        this.lateness = new Lateness(random);
        this.closesAt = closesAt;
    }

    /** Returns what arrives before the ward closes. */
    static List<Arrival> of(SimulatedPatient patient, RandomGenerator random, Instant closesAt) {
        var chart = new SimulatedChart(patient, random, closesAt);
        chart.procedure();
        chart.rounds();
        chart.vitalSigns();
        chart.orders();
        return chart.arrivals.stream()
                .filter(arrival -> arrival.at().isBefore(closesAt))
                .toList();
    }

    /** Returns an assessment of the patient at an instant, charted at another. */
    static NeuroAssessment assessment(
            SimulatedPatient patient, String eventId, Instant at, Instant recordedAt, NeuroExam exam, String assessor) {
        return NeuroAssessment.newBuilder()
                .setEventId(eventId)
                .setPatientId(patient.id())
                .setSource(SOURCE)
                .setOccurredAt(at)
                .setRecordedAt(recordedAt)
                .setAssessorId(assessor)
                .setLocation(patient.location())
                .setExam(exam)
                .build();
    }

    /** Returns an order or a completed step, as the order system sends it: at once. */
    static CareEvent care(SimulatedPatient patient, CareEventKind kind, Instant at) {
        return CareEvent.newBuilder()
                .setEventId("%s-%s-%s".formatted(patient.id(), kind, patient.minute(at)))
                .setPatientId(patient.id())
                .setSource("order-entry")
                .setOccurredAt(at)
                .setRecordedAt(at)
                .setKind(kind)
                .build();
    }

    private void procedure() {
        var preProcedure = patient.at(-20);
        var block = SimulatedBlock.of(patient, random);
        if (block.getBaseline() == null && random.nextInt(2) == 0) {
            var exam = assessment(
                    patient,
                    patient.id() + "-baseline",
                    preProcedure,
                    preProcedure,
                    Examination.full(patient, preProcedure),
                    "anaesthetist");
            exam.setPurpose(AssessmentPurpose.PRE_PROCEDURE);
            arrive(preProcedure, exam);
        }
        if (patient.story() == PatientStory.TOP_UP) {
            var firstDose = BlockPerformed.newBuilder(block)
                    .setOccurredAt(block.getFirstDoseAt())
                    .setRecordedAt(block.getFirstDoseAt())
                    .build();
            arrive(firstDose.getRecordedAt(), firstDose);
            block.setRevision(1);
            block.setStatus(StatementStatus.AMENDED);
        }
        // The procedure's own record is written before the patient leaves the room.
        block.setRecordedAt(patient.blockAt().plusSeconds(random.nextInt(60, 600)));
        arrive(block.getRecordedAt(), block);
    }

    /** Charts a round every quarter of an hour in the first hour, then half-hourly, until the patient has recovered. */
    private void rounds() {
        var last =
                patient.story() == PatientStory.SILENT ? 30 : patient.course().recoveredAt() + 30;
        for (var minute = 15L;
                minute <= last && !patient.at(minute).isAfter(closesAt);
                minute += minute < 60 ? 15 : 30) {
            var at = patient.at(minute).plusSeconds(random.nextInt(60 * ROUND_JITTER));
            var recordedAt = at.plus(lateness.next(random));
            var eventId = "%s-assessment-%s".formatted(patient.id(), ++assessments);
            var exam = random.nextInt(4) == 0 ? Examination.full(patient, at) : Examination.quick(patient, at);
            var charted = assessment(
                    patient,
                    eventId,
                    at,
                    recordedAt,
                    exam,
                    "nurse-" + patient.location().getBed());
            if (assessments == 4 && patient.story() == PatientStory.AMENDED) {
                arriveAmended(charted);
            } else if (assessments == 3 && patient.story() == PatientStory.WRONG_YEAR) {
                charted.setOccurredAt(at.minus(Duration.ofDays(365)));
                arrive(recordedAt, charted);
            } else {
                arrive(recordedAt, charted);
                noticeRecovery(patient.minute(at), recordedAt);
            }
        }
    }

    /** Lets whoever gives the orders notice the recovery: they know what is charted, not what is true. */
    private void noticeRecovery(long minute, Instant recordedAt) {
        var course = patient.course();
        if (ableSince == null && !course.weakAt(minute) && minute > 60) {
            ableSince = recordedAt;
        }
        if (recoveredSince == null && minute >= course.recoveredAt()) {
            recoveredSince = recordedAt;
        }
    }

    private void arriveAmended(NeuroAssessment right) {
        var slip = NeuroAssessment.newBuilder(right)
                .setExam(Examination.mistakenlyWeak(patient, right.getOccurredAt()))
                .build();
        arrive(slip.getRecordedAt(), slip);
        right.setRevision(1);
        right.setStatus(StatementStatus.AMENDED);
        right.setRecordedAt(slip.getRecordedAt().plusSeconds(random.nextInt(1200, 3000)));
        arrive(right.getRecordedAt(), right);
    }

    private void vitalSigns() {
        var last = patient.story() == PatientStory.SILENT
                ? 30
                : Math.max(patient.course().recoveredAt() + 60, 360);
        for (var minute = 10L;
                minute <= last && !patient.at(minute).isAfter(closesAt);
                minute += minute < 60 ? 15 : 60) {
            var at = patient.at(minute);
            var recordedAt = at.plus(lateness.next(random));
            arrive(recordedAt, SimulatedVitals.of(patient, minute, recordedAt, random));
        }
    }

    private void orders() {
        if (random.nextInt(8) == 0) { // up before the leg can carry
            order(CareEventKind.MOBILISATION_ORDERED, patient.at(35));
            order(CareEventKind.MOBILISATION_CANCELLED, patient.at(80));
        }
        if (patient.story() == PatientStory.SLOW && random.nextInt(2) == 0) { // the bed is wanted
            order(CareEventKind.DISCHARGE_ORDERED, patient.at(200));
            order(CareEventKind.DISCHARGE_CANCELLED, patient.at(235));
        }
        if (random.nextInt(12) == 0) {
            order(CareEventKind.TRANSFERRED_UNMONITORED, patient.at(90));
        }
        if (patient.story() == PatientStory.SILENT) { // sent home though nobody has looked
            order(CareEventKind.DISCHARGE_ORDERED, patient.at(330));
        }
        if (ableSince != null) {
            order(CareEventKind.MOBILISATION_ORDERED, ableSince.plus(Duration.ofMinutes(20)));
        }
        if (recoveredSince != null) {
            order(CareEventKind.DISCHARGE_ORDERED, recoveredSince.plus(Duration.ofMinutes(60)));
            order(CareEventKind.DISCHARGED, recoveredSince.plus(Duration.ofMinutes(100)));
        }
    }

    private void order(CareEventKind kind, Instant at) {
        arrive(at, care(patient, kind, at));
    }

    /** Adds an arrival; the bus takes a second or two. */
    private void arrive(Instant recordedAt, SpecificRecord value) {
        arrivals.add(new Arrival(recordedAt.plusMillis(random.nextInt(500, 3000)), patient.id(), value));
    }
}
