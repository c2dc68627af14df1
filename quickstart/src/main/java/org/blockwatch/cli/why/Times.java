package org.blockwatch.cli.why;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants and durations in words. An instant always carries its date and its zone: it may be read out months later. */
final class Times {

    private static final Duration SHORT = Duration.ofSeconds(10);

    private final DateTimeFormatter format;

    Times(ZoneId zone) {
        format = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss z", Locale.ENGLISH)
                .withZone(zone);
    }

    /** Returns {@code 1 Mar 2026 13:00:05 UTC}. */
    String at(Instant instant) {
        return format.format(instant);
    }

    /** Returns {@code 0.2 s}, {@code 45 s}, {@code 5 min}, {@code 2 h 05 min}. */
    static String length(Duration duration) {
        if (duration.compareTo(SHORT) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + " s";
        }
        var seconds = duration.toSecondsPart() == 0 ? "" : " %s s".formatted(duration.toSecondsPart());
        return duration.toHours() < 1
                ? duration.toMinutes() + " min" + seconds
                : String.format(Locale.ROOT, "%s h %02d min", duration.toHours(), duration.toMinutesPart());
    }
}
