package org.blockwatch.service.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.blockwatch.service.log.LogFormat;
import org.blockwatch.service.text.Durations;
import org.eclipse.microprofile.config.spi.Converter;

/** Readers of setting values that say what a value should have been. Their messages complete "http.port = x: ". */
public final class Checked {

    private Checked() {}

    /** A TCP port, 0 for any free one. */
    public static final class Port implements Converter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 0, 65_535, "is not a port: give a whole number from 0 (any free port) to 65535");
        }
    }

    /** A count of at least one. */
    public static final class Count implements Converter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 1, Integer.MAX_VALUE, "is not a count: give a whole number of at least 1");
        }
    }

    /** A positive factor. */
    public static final class Speed implements Converter<Double> {
        @Override
        public Double convert(String value) {
            try {
                double speed = Double.parseDouble(value.strip());
                if (speed > 0 && speed < Double.POSITIVE_INFINITY) {
                    return speed;
                }
            } catch (NumberFormatException e) {
                // told below, with the numbers out of range
            }
            throw new IllegalArgumentException("is not a speed: give a number above 0, such as 1 or 720");
        }
    }

    /** An instant, ISO-8601 with an offset. */
    public static final class OffsetInstant implements Converter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return OffsetDateTime.parse(value.strip()).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "is not an instant: give ISO-8601 with an offset, such as 2026-03-01T09:00:00Z", e);
            }
        }
    }

    /** A length of time above zero. */
    public static final class Period implements Converter<Duration> {
        @Override
        public Duration convert(String value) {
            return Durations.parse(value)
                    .filter(period -> !period.isZero())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "is not a length of time: give one above zero, such as 25 s, 12 h or PT25S"));
        }
    }

    /** Something to be shown that nobody guesses. */
    public static final class Token implements Converter<String> {
        private static final int LEAST = 20;

        @Override
        public String convert(String value) {
            String token = value.strip();
            if (token.length() >= LEAST && token.matches("[!-~]+")) {
                return token;
            }
            throw new IllegalArgumentException("is no token: give $(openssl rand -hex 32)");
        }
    }

    /** A log format. */
    public static final class Format implements Converter<LogFormat> {
        @Override
        public LogFormat convert(String value) {
            return symbol(LogFormat.class, value, "is not a log format: give text or json");
        }
    }

    /** A log level. */
    public static final class Level implements Converter<org.slf4j.event.Level> {
        @Override
        public org.slf4j.event.Level convert(String value) {
            return symbol(
                    org.slf4j.event.Level.class, value, "is not a log level: give error, warn, info, debug or trace");
        }
    }

    private static int whole(String value, int least, int most, String otherwise) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the numbers out of range
        }
        throw new IllegalArgumentException(otherwise);
    }

    private static <E extends Enum<E>> E symbol(Class<E> type, String value, String otherwise) {
        try {
            return Enum.valueOf(type, value.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(otherwise, e);
        }
    }
}
