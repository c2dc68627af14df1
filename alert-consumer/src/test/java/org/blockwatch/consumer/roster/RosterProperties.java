package org.blockwatch.consumer.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Hours against a slow definition: look at the clock on the wall at every minute of a year. */
class RosterProperties {

    private static final Instant BEGIN = Instant.parse("2026-01-10T00:00:00Z");
    private static final int MINUTES = 365 * 24 * 60;

    @Property(tries = 40)
    void hoursCoverEveryMinuteOfAYearThatSaysSoAndNoOther(@ForAll("hours") WeeklyHours hours) {
        Instant end = BEGIN.plus(Duration.ofMinutes(MINUTES));
        List<Interval> stretches = hours.touching(new Interval(BEGIN, end)).toList();
        LocalDateTime shown = LocalDateTime.MIN; // by a clock that is stopped, not put back
        int next = 0;
        for (int minute = -60 * 48; minute < MINUTES; minute++) {
            Instant at = BEGIN.plus(Duration.ofMinutes(minute));
            LocalDateTime now = LocalDateTime.ofInstant(at, hours.zone());
            shown = now.isAfter(shown) ? now : shown;
            if (minute >= 0) {
                while (next < stretches.size()
                        && !at.isBefore(stretches.get(next).to())) {
                    next++;
                }
                boolean covered = next < stretches.size() && stretches.get(next).includes(at);
                if (covered != said(hours, shown) || minute % 97 == 0 && hours.include(at) != covered) {
                    assertThat(covered).as("%s at %s (%s)", hours, at, shown).isEqualTo(said(hours, shown));
                    assertThat(hours.include(at)).as("%s at %s", hours, at).isEqualTo(covered);
                }
            }
        }
    }

    /** Read from the words: hours that began today, or yesterday and go on over midnight. */
    private static boolean said(WeeklyHours hours, LocalDateTime shown) {
        LocalDate today = shown.toLocalDate();
        LocalTime time = shown.toLocalTime();
        boolean overMidnight = !hours.to().isAfter(hours.from());
        boolean begunToday = hours.days().contains(today.getDayOfWeek())
                && !time.isBefore(hours.from())
                && (overMidnight || time.isBefore(hours.to()));
        boolean begunYesterday =
                overMidnight && hours.days().contains(today.minusDays(1).getDayOfWeek()) && time.isBefore(hours.to());
        return begunToday || begunYesterday;
    }

    /** Whatever the hours, one duty follows the other without a hole, and at any instant the roster says the same. */
    @Property(tries = 200)
    void dutiesTileTheWindow(@ForAll("hours") WeeklyHours one, @ForAll("hours") WeeklyHours other) {
        Person ada = new Person("ada", "Ada", Set.of(), List.of());
        Person bob = new Person("bob", "Bob", Set.of(), List.of());
        Roster roster = new Roster(
                "test/1",
                one.zone(),
                Map.of("ada", ada, "bob", bob),
                Map.of(
                        "nurse",
                        List.of(new Rota(
                                Set.of(),
                                List.of(new Rota.Shift(one, List.of("ada")), new Rota.Shift(other, List.of("bob"))),
                                List.of()))));
        Interval window = new Interval(BEGIN, BEGIN.plus(Duration.ofDays(365)));

        Instant from = window.from();
        for (OnCallInterval duty : roster.duties("nurse", null, window)) {
            assertThat(duty.stretch().from()).isEqualTo(from);
            assertThat(roster.onCall("nurse", null, from)).isEqualTo(duty.people());
            from = duty.stretch().to();
            assertThat(roster.onCall("nurse", null, from.minusMillis(1))).isEqualTo(duty.people());
        }
        assertThat(from).isEqualTo(window.to());
    }

    @Provide
    Arbitrary<WeeklyHours> hours() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 60 - 1).map(minute -> LocalTime.MIDNIGHT.plusMinutes(minute));
        // Also zones that change by half an hour, at midnight, or to the west of the date line
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "Europe/Zurich",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Africa/Cairo",
                        "Asia/Beirut",
                        "America/Santiago",
                        "Atlantic/Azores",
                        "Pacific/Auckland",
                        "Asia/Kolkata")
                .map(ZoneId::of);
        return Combinators.combine(Arbitraries.of(DayOfWeek.class).set().ofMinSize(1), times, times, zones)
                .as(WeeklyHours::new);
    }
}
