package org.blockwatch.consumer.roster;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.blockwatch.service.text.YamlEntry;

/** Reads {@link WeeklyHours} as people write them: {@code {days: [mon-fri], from: "22:00", to: "07:00"}}. */
final class WeeklyHoursReader {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final String A_TIME = "a time such as \"07:00\"";

    private WeeklyHoursReader() {}

    static WeeklyHours hours(YamlEntry entry, ZoneId zone) {
        boolean wholeDay = !entry.at("from").isThere() && !entry.at("to").isThere();
        return new WeeklyHours(
                days(entry.at("days")),
                wholeDay ? LocalTime.MIDNIGHT : time(entry.at("from")),
                wholeDay ? LocalTime.MIDNIGHT : end(entry.at("to")),
                entry.at("time-zone").isThere() ? zone(entry.at("time-zone")) : zone);
    }

    /** A zone with rules for daylight saving, not a mere offset, which would be wrong for half of the year. */
    static ZoneId zone(YamlEntry entry) {
        try {
            String id = entry.word();
            if (entry.isText() && (id.contains("/") || id.equals("UTC"))) {
                return ZoneId.of(id);
            }
        } catch (DateTimeException e) {
            // told below, with what is no region
        }
        throw entry.wrong("a time zone by its region, such as Europe/Zurich, or UTC");
    }

    private static LocalTime time(YamlEntry entry) {
        return LocalTime.parse(entry.text(TIME, A_TIME));
    }

    private static LocalTime end(YamlEntry entry) {
        return entry.word().equals("24:00") ? LocalTime.MIDNIGHT : time(entry);
    }

    private static Set<DayOfWeek> days(YamlEntry entry) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (entry.isThere()) {
            entry.list("a list of days, such as [mon-fri, sun]", WeeklyHoursReader::range)
                    .forEach(days::addAll);
            return days;
        }
        return EnumSet.allOf(DayOfWeek.class);
    }

    private static Set<DayOfWeek> range(YamlEntry entry) {
        List<Integer> ends =
                List.of(entry.word().split("-", 2)).stream().map(DAYS::indexOf).toList();
        if (ends.contains(-1)) {
            throw entry.wrong("a day or a range of days: " + String.join(", ", DAYS) + ", mon-fri");
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        DayOfWeek last = DayOfWeek.of(ends.get(ends.size() - 1) + 1);
        for (DayOfWeek day = DayOfWeek.of(ends.get(0) + 1); days.add(day) && day != last; ) {
            day = day.plus(1);
        }
        return days;
    }
}
