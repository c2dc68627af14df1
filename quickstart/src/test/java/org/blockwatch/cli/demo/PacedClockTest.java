package org.blockwatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.junit.jupiter.api.Test;

class PacedClockTest {

    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration LOOK = Duration.ofMillis(50);

    private final VirtualClock wall = EngineClock.virtual(START);
    private final PacedClock clock = new PacedClock(wall, 800);

    @Test
    void shouldRunAtFullSpeedUntilItIsPaced() {
        wall.advance(Duration.ofSeconds(10));

        assertThat(clock.now()).isEqualTo(START.plusSeconds(8000));
    }

    @Test
    void shouldBeginSlowlyAndRunFastOnceAllKeepUp() {
        pacedFor(Duration.ofMillis(100), Duration.ZERO);
        assertThat(clock.speed()).isEqualTo(100);

        pacedFor(Duration.ofSeconds(2), Duration.ofMillis(300));
        assertThat(clock.speed()).isEqualTo(800);
        assertThat(clock.heldBack()).isPresent();

        pacedFor(Duration.ofSeconds(30), Duration.ofMillis(300));
        assertThat(clock.heldBack()).isEmpty();
    }

    @Test
    void shouldSlowDownForWhoIsBehindAndNeverStop() {
        pacedFor(Duration.ofSeconds(5), Duration.ZERO);

        pacedFor(Duration.ofMillis(400), Duration.ofMillis(1001));
        assertThat(clock.speed()).isEqualTo(400);

        pacedFor(Duration.ofSeconds(20), Duration.ofMinutes(1));
        assertThat(clock.speed()).isEqualTo(800 / 256.0);
    }

    @Test
    void shouldStandWhileNobodyLooksAfterIt() {
        pacedFor(Duration.ofSeconds(5), Duration.ZERO);
        Instant last = clock.now(); // 50 ms after it was last paced

        wall.advance(Duration.ofSeconds(30));

        assertThat(clock.now()).isEqualTo(last.plusMillis((250 - 50) * 800));
    }

    @Test
    void shouldRunOnWhenItIsNoLongerPaced() {
        pacedFor(Duration.ofSeconds(5), Duration.ZERO);
        clock.unpaced();
        Instant last = clock.now();

        wall.advance(Duration.ofSeconds(30));

        assertThat(clock.now()).isEqualTo(last.plusSeconds(30 * 800));
    }

    /** Whatever the speed was: time never runs back, and the wall's time of two instants is what it was. */
    @Property(tries = 200)
    void tellsTheWallsTimeBetweenItsInstants(
            @ForAll @Size(max = 60) List<@IntRange(max = 3000) Integer> behind,
            @ForAll @IntRange(min = 1, max = 240) int looksEvery) {
        VirtualClock outside = EngineClock.virtual(START);
        PacedClock paced = new PacedClock(outside, 800);
        Instant before = paced.now();
        for (int each : behind) {
            outside.advance(Duration.ofMillis(looksEvery));
            paced.paced(Duration.ofMillis(each));

            assertThat(paced.now()).isAfterOrEqualTo(before);
            assertThat(paced.wallBetween(START, paced.now()).toMillis())
                    .isEqualTo(Duration.between(START, outside.now()).toMillis());
            before = paced.now();
        }
    }

    private void pacedFor(Duration time, Duration behind) {
        Instant until = wall.now().plus(time);
        while (wall.now().isBefore(until)) {
            clock.paced(behind);
            wall.advance(LOOK);
        }
    }
}
