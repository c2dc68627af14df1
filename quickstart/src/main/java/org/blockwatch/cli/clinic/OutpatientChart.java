package org.blockwatch.cli.clinic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
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
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.Movement;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.ReflexFinding;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Region;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.followup.form.FormReplies;

/** What is charted of one outpatient, by the clinic, by a nurse on the telephone, by the patient, and by a ward afterwards. */
final class OutpatientChart {

    private static final String SOURCE = "simulated-clinic";
    private static final String TELEPHONE = "telephone";
    private static final List<Side> SIDES = List.of(Side.LEFT, Side.RIGHT);
    private static final Duration WARD_ROUND = Duration.ofMinutes(20);

    private OutpatientChart() {}

    /** Returns the block, three looks, and that the patient goes home. */
    static List<Arrival> atTheClinic(Outpatient patient) {
        var at = patient.blockAt();
        var charted = new ArrayList<Arrival>();
        charted.add(arrival(patient, at.plusSeconds(120), block(patient)));
        for (var minutes : List.of(15, 30, 45)) {
            var seenAt = at.plus(Duration.ofMinutes(minutes));
            charted.add(arrival(
                    patient, seenAt.plusSeconds(60), assessment(patient, seenAt, SOURCE, seen(patient, seenAt))));
        }
        charted.add(care(patient, CareEventKind.DISCHARGED, at.plus(Duration.ofMinutes(55))));
        return charted;
    }

    /** Returns what a nurse charts five minutes after a call. */
    static Arrival called(Outpatient patient, Instant at) {
        return arrival(patient, at.plus(Duration.ofMinutes(5)), assessment(patient, at, TELEPHONE, seen(patient, at)));
    }

    /** Returns what the patient's form states, where no follow-up runs that would take it. */
    static Arrival answered(Outpatient patient, Instant at, FormReplies replies) {
        return arrival(
                patient,
                at.plusSeconds(5),
                NeuroAssessment.newBuilder()
                        .setEventId("%s-answer-%s".formatted(patient.id(), at.getEpochSecond()))
                        .setPatientId(patient.id())
                        .setSource("follow-up")
                        .setOccurredAt(at)
                        .setRecordedAt(at)
                        .setPurpose(AssessmentPurpose.PATIENT_REPORTED)
                        .setExam(replies.exam())
                        .build());
    }

    /** Returns the acknowledgements of all alerts that a page tells of, as its link gives them. */
    static List<Arrival> acknowledged(Outpatient patient, PageRequest page, String recipient, Instant at) {
        return Stream.concat(
                        Stream.of(page.getAlertId()), page.getAlso().stream().map(PageAlert::getAlertId))
                .map(alertId -> arrival(
                        patient,
                        at,
                        AlertResponse.newBuilder()
                                .setEventId("answer-%s-%s-%s".formatted(page.getPageId(), recipient, alertId))
                                .setPatientId(patient.id())
                                .setAlertId(alertId)
                                .setPageId(page.getPageId())
                                .setKind(AlertResponseKind.ACKNOWLEDGED)
                                .setBy(recipient)
                                .setOccurredAt(at)
                                .build()))
                .toList();
    }

    /** Returns what a ward charts of a haematoma that comes in: examinations, an MRI, and how the saddle recovers. */
    static List<Arrival> broughtIn(Outpatient patient, Instant arrivedAt) {
        var charted = new ArrayList<Arrival>();
        charted.add(care(patient, CareEventKind.ARRIVED, arrivedAt));
        charted.add(care(patient, CareEventKind.MRI_PERFORMED, arrivedAt.plus(Duration.ofMinutes(70))));
        var last = patient.saddleWellAt().plus(WARD_ROUND);
        for (var at = arrivedAt.plus(Duration.ofMinutes(5)); !at.isAfter(last); at = at.plus(WARD_ROUND)) {
            charted.add(arrival(
                    patient, at.plusSeconds(60), assessment(patient, at, "simulated-ward", examined(patient, at))));
        }
        return charted;
    }

    static Arrival care(Outpatient patient, CareEventKind kind, Instant at) {
        return arrival(
                patient,
                at,
                CareEvent.newBuilder()
                        .setEventId("%s-%s-%s".formatted(patient.id(), kind, at.getEpochSecond()))
                        .setPatientId(patient.id())
                        .setSource(SOURCE)
                        .setOccurredAt(at)
                        .setRecordedAt(at)
                        .setKind(kind)
                        .build());
    }

    private static Arrival arrival(Outpatient patient, Instant at, SpecificRecord value) {
        return new Arrival(at, patient.id(), value);
    }

    private static BlockPerformed block(Outpatient patient) {
        return BlockPerformed.newBuilder()
                .setEventId(patient.id() + "-block")
                .setBlockId(patient.id() + "-block")
                .setPatientId(patient.id())
                .setSource(SOURCE)
                .setOccurredAt(patient.blockAt())
                .setRecordedAt(patient.blockAt().plusSeconds(60))
                .setLaterality(Laterality.LEFT)
                .setInjections(List.of(new Injection("L4", Side.LEFT, "LIDOCAINE", 1.0, 0.3)))
                .setGuidance(Guidance.FLUOROSCOPY_WITH_CONTRAST)
                .setAspiration(Aspiration.NEGATIVE)
                .setAnticoagulated(patient.anticoagulated())
                .setBaseline(NeuroExam.newBuilder().build())
                .setProceduralistId("dr-1")
                .setLocation(Location.newBuilder().setUnit("DAY-CLINIC").build())
                .build();
    }

    private static NeuroAssessment assessment(Outpatient patient, Instant at, String source, NeuroExam exam) {
        return NeuroAssessment.newBuilder()
                .setEventId("%s-%s-%s".formatted(patient.id(), source, at.getEpochSecond()))
                .setPatientId(patient.id())
                .setSource(source)
                .setOccurredAt(at)
                .setRecordedAt(at.plusSeconds(60))
                .setPurpose(AssessmentPurpose.POST_BLOCK)
                .setAssessorId("follow-up-nurse")
                .setExam(exam)
                .build();
    }

    /** Returns what somebody finds out who looks at the patient quickly, or asks on the telephone. */
    private static NeuroExam seen(Outpatient patient, Instant at) {
        var numb = patient.isBackNumb(at) ? SensationResult.REDUCED : SensationResult.NORMAL;
        return NeuroExam.newBuilder()
                .setStraightLegRaise(SIDES.stream()
                        .map(side -> new StraightLegRaise(side, StraightLegRaiseResult.ABLE))
                        .toList())
                .setSensation(Stream.of(Modality.LIGHT_TOUCH, Modality.NUMBNESS) // seen or heard, and asked for
                        .flatMap(modality -> Stream.of(
                                new Sensation(Side.LEFT, Region.BACK, modality, numb, null),
                                new Sensation(Side.RIGHT, Region.BACK, modality, SensationResult.NORMAL, null)))
                        .toList())
                .setSaddleAnaesthesia(patient.isSaddleNumb(at) ? Finding.PRESENT : Finding.ABSENT)
                .setBladderDysfunction(Finding.ABSENT)
                .setBowelDysfunction(Finding.ABSENT)
                .setSevereBackPain(Finding.ABSENT)
                .setRadicularSymptoms(List.of())
                .build();
    }

    /** Returns a whole examination at the bedside. */
    private static NeuroExam examined(Outpatient patient, Instant at) {
        return NeuroExam.newBuilder(seen(patient, at))
                .setMotor(SIDES.stream()
                        .flatMap(side -> Arrays.stream(Movement.values())
                                .filter(movement -> movement != Movement.UNKNOWN)
                                .map(movement -> new MotorGrade(side, movement, 5)))
                        .toList())
                .setReflexes(SIDES.stream()
                        .flatMap(side -> Stream.of(Reflex.KNEE, Reflex.ANKLE)
                                .map(reflex -> new ReflexFinding(side, reflex, ReflexResult.NORMAL)))
                        .toList())
                .build();
    }
}
