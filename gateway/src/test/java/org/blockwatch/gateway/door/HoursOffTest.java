package org.blockwatch.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoursOffTest {

    private final HoursOff off = new HoursOff();

    @Test
    void shouldNameWholeHoursThatAllAreBehindAndNoLateCharting() {
        for (int i = 0; i < 20; i++) {
            assertThat(off.hours()).as("too few").isZero();
            off.add(Duration.ofMinutes(60).plusSeconds(i * 5L));
        }
        assertThat(off.hours()).isEqualTo(1);
        off.add(Duration.ofMinutes(14));
        assertThat(off.hours()).as("one that is not").isZero();
    }
}
