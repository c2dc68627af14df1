package org.blockwatch.cli.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.StatementStatus;
import org.junit.jupiter.api.Test;

class SimulatedWardTest {

    private static final Instant OPENS = Instant.parse("2026-03-01T06:00:00Z");
    private static final Duration DAY = Duration.ofHours(28);

    @Test
    void shouldTellTheSameDayForTheSameSeed() {
        assertThat(SimulatedWard.open(7, 30, OPENS, DAY).arrivals())
                .isEqualTo(SimulatedWard.open(7, 30, OPENS, DAY).arrivals())
                .isNotEqualTo(SimulatedWard.open(8, 30, OPENS, DAY).arrivals());
    }

    @Test
    void shouldTellEveryStoryAmongThirtyPatientsAndAllWithinTheDay() {
        var arrivals = SimulatedWard.open(7, 30, OPENS, DAY).arrivals();

        assertThat(IntStream.range(0, 30).mapToObj(PatientStory::of).distinct()).hasSize(PatientStory.values().length);
        assertThat(arrivals).extracting(Arrival::patientId).doesNotContainNull();
        assertThat(arrivals.stream().map(Arrival::patientId).distinct()).hasSize(30);
        assertThat(arrivals).isSortedAccordingTo(Comparator.comparing(Arrival::at));
        assertThat(arrivals).allSatisfy(arrival -> assertThat(arrival.at()).isBetween(OPENS, OPENS.plus(DAY)));
    }

    @Test
    void shouldNeverSayTwoThingsUnderOneRevision() {
        var seen = new HashMap<String, SpecificRecord>();
        for (var arrival : SimulatedWard.open(7, 60, OPENS, DAY).arrivals()) {
            var identity = arrival.patientId() + "/" + arrival.value().get(0) + "/"
                    + arrival.value().get(1);
            assertThat(seen.putIfAbsent(identity, arrival.value())).as(identity).isNull();
        }
    }

    /** The quantiles of the measured table, over many nurses; a tolerance of a tenth, or of two minutes. */
    @Test
    void shouldChartAsLateAsMeasured() {
        var random = new SplittableRandom(1);
        var minutes = IntStream.range(0, 20_000)
                .mapToObj(nurse -> new Lateness(random))
                .mapToDouble(nurse -> nurse.next(random).toSeconds() / 60.0)
                .sorted()
                .toArray();

        assertThat(minutes[(int) (0.17 * minutes.length)]).isCloseTo(0, within(2.0));
        assertThat(minutes[(int) (0.50 * minutes.length)]).isCloseTo(14, within(2.0));
        assertThat(minutes[(int) (0.75 * minutes.length)]).isCloseTo(42, within(4.2));
        assertThat(minutes[(int) (0.90 * minutes.length)]).isCloseTo(83, within(8.3));
        assertThat(minutes[(int) (0.99 * minutes.length)]).isCloseTo(248, within(24.8));
    }

    @Test
    void shouldChartAboutFourInAHundredOutOfOrder() {
        var assessments = SimulatedWard.open(7, 300, OPENS, DAY).arrivals().stream()
                .filter(arrival -> arrival.value() instanceof NeuroAssessment assessment
                        && assessment.getStatus() == StatementStatus.FINAL)
                .collect(Collectors.groupingBy(Arrival::patientId));

        var late = 0;
        var all = 0;
        for (var ofPatient : assessments.values()) {
            var newest = Instant.MIN;
            for (var arrival : ofPatient) {
                var occurredAt = ((NeuroAssessment) arrival.value()).getOccurredAt();
                late += occurredAt.isBefore(newest) ? 1 : 0;
                all++;
                newest = newest.isAfter(occurredAt) ? newest : occurredAt;
            }
        }
        assertThat(100.0 * late / all).isBetween(3.0, 5.0);
    }

    /** Four in ten acknowledge, of whom some never go; one in ten declines; the others do not hear it. */
    @Test
    void shouldAnswerAsPeopleDo() {
        var answers = IntStream.range(0, 400)
                .mapToObj(n -> answers(SimulatedWard.open(7, 30, OPENS, DAY), n))
                .toList();

        assertThat(answers).filteredOn(List::isEmpty).hasSizeBetween(170, 230);
        assertThat(answers)
                .filteredOn(answer -> kinds(answer).equals(List.of("DECLINED")))
                .hasSizeBetween(20, 60);
        assertThat(answers)
                .filteredOn(answer -> kinds(answer).equals(List.of("ACKNOWLEDGED")))
                .hasSizeBetween(20, 65);
        assertThat(answers)
                .filteredOn(answer -> answer.size() == 2)
                .hasSizeBetween(95, 150)
                .allSatisfy(answer -> {
                    assertThat(kinds(answer)).containsExactly("ACKNOWLEDGED", "NeuroAssessment");
                    assertThat(answer).isSortedAccordingTo(Comparator.comparing(Arrival::at));
                });
    }

    @Test
    void shouldLeaveAnAlertToWhoeverTookItOn() {
        var ward = SimulatedWard.open(7, 30, OPENS, DAY);
        var page = page(1);
        var answers = IntStream.range(0, 50)
                .mapToObj(n -> ward.answers(page, accepted(page, "person-" + n)))
                .flatMap(List::stream)
                .filter(arrival -> kinds(List.of(arrival)).equals(List.of("ACKNOWLEDGED")))
                .map(Arrival::at)
                .toList();

        assertThat(answers).as("each earlier than all before").isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(answers).hasSizeLessThan(10);
    }

    private static List<Arrival> answers(SimulatedWard ward, int n) {
        return ward.answers(page(n), accepted(page(n), "lind"));
    }

    private static List<String> kinds(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(arrival -> arrival.value() instanceof AlertResponse answer
                        ? answer.getKind().name()
                        : arrival.value().getClass().getSimpleName())
                .toList();
    }

    private static PageRequest page(int n) {
        var alertId = "sim-001-block/DEFICIT_PERSISTS_4H/" + n;
        return PageRequest.newBuilder()
                .setPageId(alertId + "/1/1")
                .setAlertId(alertId)
                .setPatientId("sim-001")
                .setBlockId("sim-001-block")
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setTier(1)
                .setStep(1)
                .setRequestedAt(OPENS)
                .setDueAt(OPENS)
                .setBlockAt(OPENS)
                .setPolicyVersion("default/1")
                .setSummary("")
                .setText("")
                .build();
    }

    private static PageEvent accepted(PageRequest page, String person) {
        return PageEvent.newBuilder()
                .setPageId(page.getPageId())
                .setAttemptId(page.getPageId() + "/" + person)
                .setAlertId(page.getAlertId())
                .setPatientId("sim-001")
                .setRecipient(person)
                .setTier(1)
                .setStep(1)
                .setAt(OPENS)
                .build();
    }
}
