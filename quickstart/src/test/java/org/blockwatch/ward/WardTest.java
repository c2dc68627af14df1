package org.blockwatch.ward;

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
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.StatementStatus;
import org.junit.jupiter.api.Test;

class WardTest {

    private static final Instant OPENS = Instant.parse("2026-03-01T06:00:00Z");
    private static final Duration DAY = Duration.ofHours(28);

    @Test
    void shouldTellTheSameDayForTheSameSeed() {
        assertThat(Ward.open(7, 30, OPENS, DAY).arrivals())
                .isEqualTo(Ward.open(7, 30, OPENS, DAY).arrivals())
                .isNotEqualTo(Ward.open(8, 30, OPENS, DAY).arrivals());
    }

    @Test
    void shouldTellEveryStoryAmongThirtyPatientsAndAllWithinTheDay() {
        var arrivals = Ward.open(7, 30, OPENS, DAY).arrivals();

        assertThat(IntStream.range(0, 30).mapToObj(Story::of).distinct()).hasSize(Story.values().length);
        assertThat(arrivals).extracting(Arrival::patientId).doesNotContainNull();
        assertThat(arrivals.stream().map(Arrival::patientId).distinct()).hasSize(30);
        assertThat(arrivals).isSortedAccordingTo(Comparator.comparing(Arrival::at));
        assertThat(arrivals).allSatisfy(arrival -> assertThat(arrival.at()).isBetween(OPENS, OPENS.plus(DAY)));
    }

    @Test
    void shouldNeverSayTwoThingsUnderOneRevision() {
        var seen = new HashMap<String, SpecificRecord>();
        for (var arrival : Ward.open(7, 60, OPENS, DAY).arrivals()) {
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
        var assessments = Ward.open(7, 300, OPENS, DAY).arrivals().stream()
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

    @Test
    void shouldAcknowledgeAPageExamineAndChartInThatOrder() {
        var ward = Ward.open(7, 30, OPENS, DAY);
        var answers = IntStream.range(0, 20)
                .mapToObj(n -> ward.answers(accepted("sim-001-block/DEFICIT_PERSISTS_4H/" + n)))
                .toList();

        assertThat(answers).filteredOn(List::isEmpty).hasSizeBetween(1, 5);
        assertThat(answers).filteredOn(answer -> !answer.isEmpty()).allSatisfy(answer -> {
            assertThat(answer).hasSize(2).isSortedAccordingTo(Comparator.comparing(Arrival::at));
            assertThat(answer).extracting(Arrival::patientId).containsOnly("sim-001");
        });
    }

    private static PageEvent accepted(String alertId) {
        return PageEvent.newBuilder()
                .setPageId(alertId + "/1/1")
                .setAlertId(alertId)
                .setPatientId("sim-001")
                .setTier(1)
                .setStep(1)
                .setAt(OPENS.plus(DAY))
                .build();
    }
}
