package org.blockwatch.cli.command;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An instant as the contract has it: with an offset. */
final class InstantWithOffset implements ITypeConverter<Instant> {

    @SuppressWarnings("UnusedException") // a TypeConversionException takes no cause
    @Override
    public Instant convert(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'%s' is no instant with an offset; write 2026-03-03T09:00:00Z".formatted(value));
        }
    }
}
