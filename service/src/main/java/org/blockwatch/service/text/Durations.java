package org.blockwatch.service.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time as people write them, {@code 30 s}, {@code 5 min}, {@code 4 h}, {@code 2 d}, or in ISO-8601. */
public final class Durations {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6}) ?(s|min|h|d)");

    private Durations() {}

    /** Returns the length, zero or more; empty if the text is none. */
    public static Optional<Duration> parse(String text) {
        String stripped = text.strip();
        Matcher written = WRITTEN.matcher(stripped);
        if (written.matches()) {
            return Optional.of(Duration.of(Long.parseLong(written.group(1)), unit(written.group(2))));
        }
        try {
            return Optional.of(Duration.parse(stripped)).filter(length -> !length.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ChronoUnit unit(String word) {
        return switch (word) {
            case "s" -> ChronoUnit.SECONDS;
            case "min" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
