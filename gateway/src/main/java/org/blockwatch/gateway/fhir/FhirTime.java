package org.blockwatch.gateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.blockwatch.gateway.chart.Observed.Moment;
import org.jspecify.annotations.Nullable;

/** Reads a dateTime as it is written: one without a time, or without an offset, is no instant. */
final class FhirTime {

    private FhirTime() {}

    /** Thrown when a time cannot be used; the message says why. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * Reads a time.
     *
     * @throws UnusableException if it is no instant
     */
    @SuppressWarnings("UnusedException") // told as what to send instead
    static Moment of(String text) throws UnusableException {
        if (!text.contains("T")) {
            throw new UnusableException(
                    text.isEmpty()
                            ? "there is no time"
                            : text
                                    + " is a date alone, which a clock of hours cannot use: send the time to the"
                                    + " minute");
        }
        try {
            return new Moment(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS), false);
        } catch (DateTimeException e) {
            throw new UnusableException(text + " has no offset, or is no time: send 2026-03-01T09:00:00+01:00");
        }
    }

    /** Returns a time, or null where there is none that can be used. */
    static @Nullable Instant orNull(JsonNode text) {
        try {
            return of(text.asText("")).instant();
        } catch (UnusableException e) {
            return null;
        }
    }

    /** Returns the text of {@code <name>DateTime}, {@code <name>Instant}, or the end or beginning of {@code <name>Period}. */
    static String text(JsonNode resource, String name, boolean end) {
        for (String kind : new String[] {"DateTime", "Instant"}) {
            if (resource.has(name + kind)) {
                return resource.get(name + kind).asText();
            }
        }
        JsonNode period = resource.path(name + "Period");
        String first = period.path(end ? "end" : "start").asText("");
        return first.isEmpty() ? period.path(end ? "start" : "end").asText("") : first;
    }
}
