package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class EngineDurationTest {

    @ParameterizedTest
    @CsvSource({"30h, PT30H", "1d6h, PT30H", "2d, PT48H", "90m, PT90M", "1h30m, PT90M", "PT30H, PT30H", "P1DT6H, PT30H"
    })
    void shouldReadDurationsAsPeopleWriteThem(String written, Duration meant) {
        assertThat(new EngineDuration().convert(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"soon", "30", "0h", "-3h", "h"})
    void shouldRefuseAnythingElse(String written) {
        assertThatThrownBy(() -> new EngineDuration().convert(written)).isInstanceOf(TypeConversionException.class);
    }
}
