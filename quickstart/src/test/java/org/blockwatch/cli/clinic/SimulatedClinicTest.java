package org.blockwatch.cli.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageRequest;
import org.blockwatch.followup.form.FormItem;
import org.blockwatch.followup.form.FormReplies;
import org.blockwatch.followup.form.FormReply;
import org.junit.jupiter.api.Test;

class SimulatedClinicTest {

    private static final Instant OPENS = Instant.parse("2026-03-02T08:00:00Z");

    private final SimulatedClinic clinic = SimulatedClinic.open(1, 30, OPENS);

    @Test
    void shouldHaveEveryKindOfCourseAndSendEverybodyHome() {
        assertThat(clinic.patients().stream().map(Outpatient::course)).contains(OutpatientCourse.values());
        assertThat(clinic.arrivals().stream()
                        .filter(arrival -> arrival.value() instanceof CareEvent care
                                && care.getKind() == CareEventKind.DISCHARGED))
                .hasSize(30);
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        var again = SimulatedClinic.open(1, 30, OPENS);

        assertThat(again.patients()).isEqualTo(clinic.patients());
        assertThat(again.arrivals()).isEqualTo(clinic.arrivals());
        assertThat(again.replies(again.patients().get(20), "asks", OPENS))
                .isEqualTo(clinic.replies(clinic.patients().get(20), "asks", OPENS));
    }

    @Test
    void shouldAnswerAsTheCourseHasIt() {
        var at = OPENS.plus(Duration.ofHours(25));

        assertThat(replies(OutpatientCourse.SILENT, "asks", at)).isEmpty();
        assertThat(replies(OutpatientCourse.FORGETFUL, "asks", at)).isEmpty();
        assertThat(replies(OutpatientCourse.FORGETFUL, "reminds", at)).hasSize(1);
        assertThat(replies(OutpatientCourse.MISTAKEN, "asks", at)).hasSize(2);
        assertThat(replies(OutpatientCourse.HAEMATOMA, "asks", at).values())
                .allSatisfy(form -> assertThat(form.byItem()).containsEntry(FormItem.SADDLE, FormReply.YES));
        assertThat(replies(OutpatientCourse.PERSISTENT, "asks", at).values())
                .allSatisfy(form -> assertThat(form.byItem()).containsEntry(FormItem.BACK, FormReply.YES));
        assertThat(Arrays.stream(OutpatientCourse.values()))
                .allSatisfy(course -> assertThat(replies(course, "offers", at)).isEmpty());
    }

    @Test
    void shouldAskWhoIsNotSureForNothingButACall() {
        var unsure = patient(OutpatientCourse.UNSURE);
        var at = unsure.blockAt().plus(Duration.ofHours(4));
        var replies = clinic.replies(unsure, "asks", at).values().iterator().next();

        assertThat(clinic.afterAnswer(unsure, at, replies))
                .singleElement()
                .satisfies(call ->
                        assertThat(((NeuroAssessment) call.value()).getSource()).isEqualTo("telephone"));
        assertThat(clinic.afterAnswer(unsure, at, new FormReplies(Map.of()))).isEmpty();
    }

    /** Two people are paged about one alert: it is acknowledged once, and the patient is called and brought in once. */
    @Test
    void shouldBringAHaematomaInOnce() {
        var patient = patient(OutpatientCourse.HAEMATOMA);
        var at = patient.blockAt().plus(Duration.ofHours(24));
        var page = page(patient, AlertCode.RED_FLAG_MRI, at);

        var first = clinic.afterPage(page, "okafor", at);
        var second = clinic.afterPage(page, "berg", at);

        assertThat(kinds(first)).containsSubsequence("ACKNOWLEDGED", "telephone", "ARRIVED", "MRI_PERFORMED");
        assertThat(second).isEmpty();
        assertThat(clinic.afterPage(page(patient, AlertCode.DEFICIT_PERSISTS_24H, at), "voss", at))
                .singleElement()
                .satisfies(arrival -> assertThat(arrival.value()).isInstanceOf(AlertResponse.class));
    }

    @Test
    void shouldTellCoursesThatNobodyAttendsInOrderAndOfEveryKind() {
        var courses = SimulatedClinic.courses(5, 200, OPENS);

        assertThat(courses).isSortedAccordingTo(Comparator.comparing(Arrival::at));
        assertThat(courses.stream().map(Arrival::patientId).distinct()).hasSize(200);
        assertThat(courses).isEqualTo(SimulatedClinic.courses(5, 200, OPENS));
        assertThat(kinds(courses)).contains("MRI_PERFORMED", "ARRIVED", "follow-up", "telephone");
        assertThat(courses).noneMatch(arrival -> arrival.value() instanceof AlertResponse);
    }

    private static List<String> kinds(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(arrival -> arrival.value() instanceof AlertResponse answer
                        ? answer.getKind().name()
                        : arrival.value() instanceof CareEvent care
                                ? care.getKind().name()
                                : arrival.value() instanceof NeuroAssessment exam ? exam.getSource() : "block")
                .toList();
    }

    private static PageRequest page(Outpatient patient, AlertCode code, Instant at) {
        var alertId = patient.id() + "-block/" + code + "/1";
        return PageRequest.newBuilder()
                .setPageId(alertId + "/1/1")
                .setAlertId(alertId)
                .setPatientId(patient.id())
                .setBlockId(patient.id() + "-block")
                .setCode(code)
                .setTier(1)
                .setStep(1)
                .setRequestedAt(at)
                .setDueAt(at)
                .setBlockAt(patient.blockAt())
                .setPolicyVersion("default/1")
                .setSummary("")
                .setText("")
                .build();
    }

    private Map<Instant, FormReplies> replies(OutpatientCourse course, String kind, Instant at) {
        return clinic.replies(patient(course), kind, at);
    }

    private Outpatient patient(OutpatientCourse course) {
        return clinic.patients().stream()
                .filter(one -> one.course() == course)
                .findFirst()
                .orElseThrow();
    }
}
