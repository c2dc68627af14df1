package org.blockwatch.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenTimeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static WrittenTime read(String text, String header, String arrival) throws TimeRefusal {
        return WrittenTime.parse(text, new WrittenTime.Frame(header, BERLIN, Instant.parse(arrival)));
    }

    @ParameterizedTest
    @CsvSource({
        "20260301090000+0530, '',    2026-03-01T03:30:00Z",
        "202603010900,        '',    2026-03-01T08:00:00Z",
        "202603010900,        -0215, 2026-03-01T11:15:00Z",
        "20260301090000.1239, '',    2026-03-01T08:00:00.123Z",
        "198908181126+0215,   +0100, 1989-08-18T09:11:00Z",
        "202607010900,        '',    2026-07-01T07:00:00Z"
    })
    void shouldTakeTheZoneOfTheValueElseOfTheHeaderElseOfTheMap(String text, String header, Instant expected)
            throws TimeRefusal {
        assertThat(read(text, header, "2026-03-01T09:00:00Z").at()).isEqualTo(expected);
    }

    @Test
    void shouldTakeTheReadingNearerToTheArrivalInTheHourThatHappensTwice() throws TimeRefusal {
        assertThat(read("202610250230", "", "2026-10-25T00:35:00Z"))
                .isEqualTo(new WrittenTime(Instant.parse("2026-10-25T00:30:00Z"), true));
        assertThat(read("202610250230", "", "2026-10-25T01:31:00Z"))
                .isEqualTo(new WrittenTime(Instant.parse("2026-10-25T01:30:00Z"), true));
        assertThat(read("202610250230+0100", "", "2026-10-25T00:35:00Z").ambiguous())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "202603290230, does not exist",
        "20260301,     a date alone",
        "2026030109,   an hour alone",
        "202602300900, no time that exists",
        "20260301T09,  is no time",
        "'',           is no time"
    })
    void shouldRefuseWhatNoClockShowed(String text, String reason) {
        assertThatThrownBy(() -> read(text, "", "2026-03-29T09:00:00Z"))
                .isInstanceOf(TimeRefusal.class)
                .hasMessageContaining(reason);
    }
}
