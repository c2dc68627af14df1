package org.blockwatch.cli.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as people write it: {@code 30h}, {@code 1d6h}, {@code 90m}, or ISO-8601, {@code PT30H}. */
final class EngineDuration implements ITypeConverter<Duration> {

    @SuppressWarnings("UnusedException") // a TypeConversionException takes no cause
    @Override
    public Duration convert(String value) {
        var text = value.toUpperCase(Locale.ROOT);
        var days = text.indexOf('D');
        var iso = text.startsWith("P")
                ? text
                : days < 0
                        ? "PT" + text
                        : days == text.length() - 1
                                ? "P" + text
                                : "P" + text.substring(0, days + 1) + "T" + text.substring(days + 1);
        try {
            var duration = Duration.parse(iso);
            if (duration.isNegative() || duration.isZero()) {
                throw new TypeConversionException("'%s' is not longer than nothing".formatted(value));
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'%s' is no duration; write 30h, 90m or PT30H".formatted(value));
        }
    }
}
