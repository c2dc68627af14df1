package org.blockwatch.service.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineClockTest {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void shouldTellTheTimeOfTheWallInWholeMilliseconds() {
        Instant before = Instant.now().minusMillis(1);
        Instant now = EngineClock.system().now();

        assertThat(now).isBetween(before, Instant.now());
        assertThat(now.getNano() % 1_000_000).isZero();
        assertThat(EngineClock.system().at(NINE.toEpochMilli())).isEqualTo(NINE);
        assertThat(EngineClock.system().wall(Duration.ofHours(4))).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void shouldRunADayInTwoMinutesAtSpeed720() {
        Clock wall = Clock.fixed(NINE.plusSeconds(120), ZoneOffset.UTC);
        EngineClock clock = new ScaledClock(wall, NINE, 720);

        assertThat(clock.now()).isEqualTo(NINE.plus(Duration.ofDays(1)));
        assertThat(clock.at(NINE.toEpochMilli())).isEqualTo(NINE);
        assertThat(clock.at(NINE.minusMillis(1).toEpochMilli())).isEqualTo(NINE.minusMillis(720));
        assertThat(clock.wall(Duration.ofHours(4))).isEqualTo(Duration.ofSeconds(20));
        assertThat(clock.engine(Duration.ofSeconds(20))).isEqualTo(Duration.ofHours(4));
        assertThat(clock.wall(Duration.ofMillis(1))).isEqualTo(Duration.ofNanos(1389));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseASpeedAtWhichTimeDoesNotPass(double speed) {
        assertThatThrownBy(() -> EngineClock.scaled(NINE, speed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(speed));
    }

    @Test
    void shouldStandUntilItIsSetAndNeverRunBackwards() {
        VirtualClock clock = EngineClock.virtual(NINE);

        clock.advanceTo(NINE.plusSeconds(1));
        clock.advanceTo(NINE);
        assertThat(clock.now()).isEqualTo(NINE.plusSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(NINE.plusSeconds(2));
        assertThat(clock.at(NINE.toEpochMilli())).isEqualTo(NINE);
    }
}
