package org.blockwatch.consumer.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.consumer.roster.Rosters.at;
import static org.blockwatch.consumer.roster.Rosters.call;
import static org.blockwatch.consumer.roster.Rosters.ids;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nights in which clocks change. */
class ClockChangeTest {

    private static final String NIGHTS = """
            nurse:
              - shifts:
                  - {from: "07:00", to: "22:00", people: [ada]}
                  - {from: "22:00", to: "07:00", people: [bob]}
            """;

    @ParameterizedTest
    @CsvSource({
        "Europe/Zurich,    2026-03-28T22:00:00+01:00, 2026-03-29T07:00:00+02:00,  8",
        "Europe/Zurich,    2026-10-24T22:00:00+02:00, 2026-10-25T07:00:00+01:00, 10",
        "America/New_York, 2026-03-07T22:00:00-05:00, 2026-03-08T07:00:00-04:00,  8",
        "America/New_York, 2026-10-31T22:00:00-04:00, 2026-11-01T07:00:00-05:00, 10"
    })
    void shouldCoverEveryInstantOfTheNightOnce(String zone, String evening, String morning, int hours) {
        Roster roster = Rosters.of(zone, NIGHTS);
        Interval night = new Interval(at(evening), at(morning));

        assertThat(Duration.between(night.from(), night.to())).hasHours(hours);
        assertThat(roster.duties(
                        "nurse",
                        null,
                        new Interval(night.from().minusSeconds(60), night.to().plusSeconds(60))))
                .extracting(OnCallInterval::stretch)
                .containsExactly(
                        new Interval(night.from().minusSeconds(60), night.from()),
                        night,
                        new Interval(night.to(), night.to().plusSeconds(60)));
    }

    /** Two shifts that meet at a time which the change skips or repeats still meet. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Zurich,    2026-03-29T03:00:00+02:00", // 02:30 does not exist: the instant of the change
        "Europe/Zurich,    2026-10-25T02:30:00+02:00", // 02:30 comes twice: the first
        "America/New_York, 2026-03-08T03:00:00-04:00",
        "America/New_York, 2026-11-01T02:30:00-05:00" // there it is 01:00 to 02:00 that comes twice
    })
    void shouldHandOverOnceInTheHourOfTheChange(String zone, String handOver) {
        Roster roster = Rosters.of(zone, """
                nurse:
                  - shifts:
                      - {from: "14:30", to: "02:30", people: [ada]}
                      - {from: "02:30", to: "14:30", people: [bob]}
                """);
        Interval hours =
                new Interval(at(handOver).minusSeconds(3 * 3600), at(handOver).plusSeconds(3 * 3600));

        assertThat(roster.duties("nurse", null, hours))
                .extracting(duty -> duty.stretch().from(), duty -> ids(duty.people()))
                .containsExactly(tuple(hours.from(), List.of("ada")), tuple(at(handOver), List.of("bob")));
    }

    @Test
    void shouldLetAShiftInsideTheSkippedHourBeEmptyAndOneInsideTheRepeatedHourComeOnce() {
        Roster roster = Rosters.of("Europe/Zurich", """
                nurse:
                  - shifts: [{from: "02:10", to: "02:50", people: [ada]}]
                """);

        assertThat(onDuty(roster, "2026-03-29T00:00:00+01:00")).isEmpty();
        assertThat(onDuty(roster, "2026-10-25T00:00:00+02:00"))
                .containsExactly(new Interval(at("2026-10-25T02:10:00+02:00"), at("2026-10-25T02:50:00+02:00")));
    }

    /** One override that cannot be must not make the whole roster unusable. */
    @Test
    void shouldTakeAnOverrideInTheSkippedHourForTheNextInstantThatExists() {
        Roster inside = Rosters.of("Europe/Zurich", NIGHTS + """
                    overrides:
                      - {from: 2026-03-29T02:10, to: 2026-03-29T02:50, people: nobody}
                """);
        Roster across = Rosters.of("Europe/Zurich", NIGHTS + """
                    overrides:
                      - {from: 2026-03-29T02:10, to: 2026-03-29T03:10, people: nobody}
                """);

        Instant skipped = at("2026-03-29T03:00:00+02:00");
        assertThat(ids(inside.onCall("nurse", null, skipped))).isNotEmpty();
        assertThat(ids(across.onCall("nurse", null, skipped.minusMillis(1)))).isNotEmpty();
        assertThat(ids(across.onCall("nurse", null, skipped))).isEmpty();
    }

    @Test
    void shouldReadMidnightAtTheEndOfADayAndAnEmptyListOfOverrides() {
        Roster roster = Rosters.of("Europe/Zurich", NIGHTS + """
                    overrides:
                      - {from: 2026-04-01T22:00, to: 2026-04-01T24:00, people: nobody}
                """);
        assertThat(ids(roster.onCall("nurse", null, at("2026-04-01T23:59:59.999+02:00"))))
                .isEmpty();
        assertThat(ids(roster.onCall("nurse", null, at("2026-04-02T00:00:00+02:00"))))
                .isNotEmpty();

        assertThat(Rosters.of("Europe/Zurich", NIGHTS + "    overrides: []\n").rotas())
                .containsKey("nurse");
    }

    private static List<Interval> onDuty(Roster roster, String midnight) {
        return roster
                .duties("nurse", null, new Interval(at(midnight), at(midnight).plusSeconds(6 * 3600)))
                .stream()
                .filter(duty -> !duty.people().isEmpty())
                .map(OnCallInterval::stretch)
                .toList();
    }

    @Test
    void shouldFollowTheShiftsOwnZone() {
        Roster roster = Rosters.of("Europe/Zurich", """
                reader: # of images, by night in Europe, by day in New York
                  - shifts: [{from: "16:00", to: "02:00", time-zone: America/New_York, people: [eve]}]
                """);

        // America has changed its clocks, Europe has not yet.
        assertThat(ids(roster.onCall("reader", null, at("2026-03-10T20:59:59.999+01:00"))))
                .isEmpty();
        assertThat(ids(roster.onCall("reader", null, at("2026-03-10T21:00:00+01:00"))))
                .containsExactly("eve");
        assertThat(ids(roster.onCall("reader", null, at("2026-04-10T21:59:59.999+02:00"))))
                .isEmpty();
        assertThat(ids(roster.onCall("reader", null, at("2026-04-10T22:00:00+02:00"))))
                .containsExactly("eve");
    }

    /** An empty tier at 3 a.m. of the night in which clocks change: foreseen a week ahead, exact to the instant. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-29, 2026-03-29T03:00:00+02:00, 2026-03-29T07:00:00+02:00",
        "2026-10-25, 2026-10-25T03:00:00+01:00, 2026-10-25T07:00:00+01:00"
    })
    void shouldKnowTheEmptyTierOfTheNight(String day, String from, String to) {
        Roster roster = Rosters.of("Europe/Zurich", NIGHTS + """
                    overrides:
                      - {from: %1$sT03:00, to: %1$sT07:00, people: nobody}
                """.formatted(day));

        assertThat(roster.recipients(call(Priority.HIGH, at(from).minusMillis(1), "nurse")))
                .hasSize(1);
        assertThat(roster.recipients(call(Priority.HIGH, at(from), "nurse"))).isEmpty();
        assertThat(roster.recipients(call(Priority.HIGH, at(to).minusMillis(1), "nurse")))
                .isEmpty();
        assertThat(roster.recipients(call(Priority.HIGH, at(to), "nurse"))).hasSize(1);
        assertThat(new RosterGapCheck(roster, Set.of("webhook", "smtp"))
                        .gaps(
                                Set.of("nurse"),
                                new Interval(at(from).minus(Duration.ofDays(6)), at(to).plus(Duration.ofDays(1)))))
                .containsExactly(new RosterGap("nurse", List.of(new Interval(at(from), at(to))), "nobody is on call"));
    }
}
