package org.blockwatch.consumer.roster;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours that come again every week. They belong to the day on which they begin: Friday 22:00 to 07:00 ends on Saturday.
 *
 * @param days the days on which they begin
 * @param from when they begin
 * @param to when they end; on the next day if it is not after {@code from}, so that equal times are a whole day
 * @param zone where clocks show these times; see {@link WallTime} for the nights in which they change
 */
public record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    /** Returns whether this instant is in them. */
    boolean include(Instant at) {
        return touching(new Interval(at, at)).anyMatch(stretch -> stretch.includes(at));
    }

    /** Returns all stretches of them that may share an instant with this window, in order. */
    Stream<Interval> touching(Interval window) {
        LocalDate first = LocalDate.ofInstant(window.from(), zone).minusDays(1);
        LocalDate last = LocalDate.ofInstant(window.to(), zone).plusDays(1); // a clock can be put back over midnight
        return first.datesUntil(last.plusDays(1))
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(this::on);
    }

    private Interval on(LocalDate day) {
        LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
        return new Interval(WallTime.instant(day.atTime(from), zone), WallTime.instant(lastDay.atTime(to), zone));
    }
}
