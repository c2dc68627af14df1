package org.blockwatch.schemas.json;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Instants in plain JSON: ISO-8601 with an offset when read, UTC ({@code Z}) when written, to the millisecond. */
final class Instants {
    private static final String EXAMPLE = "write an instant with an offset, such as 2026-03-01T09:00:00Z";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+");

    private Instants() {}

    static Instant parse(Path path, String text) {
        try {
            // overflows for years that timestamp-millis cannot hold
            return Instant.ofEpochMilli(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new PlainJsonException(path, problem(text), e);
        }
    }

    /** A time without an offset is never guessed at: on a ward it may be local time, hours from UTC. */
    private static String problem(String text) {
        if (DATE.matcher(text).matches()) {
            return "\"%s\" is a date without a time; %s".formatted(text, EXAMPLE);
        }
        if (LOCAL.matcher(text).matches()) {
            return "\"%s\" has no offset from UTC; %s".formatted(text, EXAMPLE);
        }
        return "expected an instant, found \"%s\"; %s".formatted(text, EXAMPLE);
    }

    static String format(Instant instant) {
        return instant.truncatedTo(MILLIS).toString();
    }
}
