package org.blockwatch.clinical;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants and durations as people at a bedside read them. All times are UTC where no zone is given. */
public final class Words {

    private static final DateTimeFormatter MINUTE = pattern("d MMM HH:mm");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT = pattern("d MMM HH:mm:ss.SSS");

    private Words() {}

    /** Writes {@code 1 Mar 09:20}; with seconds and milliseconds where it has any. */
    public static String at(Instant instant) {
        return (instant.toEpochMilli() % 60_000 == 0 ? MINUTE : EXACT).format(instant);
    }

    /** Writes {@code 09:20 CET}, for what happened within the hour that people have in mind. */
    public static String clock(Instant instant, ZoneId zone) {
        return CLOCK.format(instant.atZone(zone));
    }

    /** Writes time that has gone by, in hours and whole minutes: {@code 3:12}. */
    public static String elapsed(Duration duration) {
        String sign = duration.isNegative() ? "-" : "";
        Duration length = duration.abs();
        return String.format(Locale.ROOT, "%s%s:%02d", sign, length.toHours(), length.toMinutesPart());
    }

    /** Writes a limit as a protocol writes it: {@code 4 h}, {@code 30 min}. */
    public static String limit(Duration duration) {
        return duration.toMinutesPart() == 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
