package org.blockwatch.service.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A machine whose clock is set while a process runs. Real time passes in whole seconds. */
class ClockWatchTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** What really passes; what the machine's clock shows beyond that; what the brokers' shows, if they answer. */
    private Duration passed = Duration.ZERO;

    private Duration set = Duration.ZERO;
    private Optional<Duration> brokersSet = Optional.of(Duration.ZERO);
    private int rejoined;

    private final SteadyClock clock = new SteadyClock(new Wall(), () -> passed.toNanos());
    private final ClockWatch watch = new ClockWatch(
            clock,
            () -> passed.toNanos(),
            () -> brokersSet.map(ahead -> TEN.plus(passed).plus(ahead)),
            () -> rejoined++,
            meters);

    @Test
    void shouldGoOnEvenlyWhileTheMachineIsAnHourAheadForHalfAMinute() {
        pass(5);
        set = HOUR;
        for (int second = 0; second < 30; second++) {
            pass(1);
            assertThat(clock.instant()).isEqualTo(TEN.plus(passed));
            assertThat(watch.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("3600.0 s ahead"));
        }
        assertThat(meters.get("blockwatch.clock.ahead.of.brokers").gauge().value())
                .isEqualTo(3600);

        set = Duration.ZERO;
        pass(5);

        assertThat(clock.instant()).isEqualTo(TEN.plus(passed));
        assertThat(watch.problem()).isEmpty();
        assertThat(meters.get("blockwatch.clock.steps").counter().count()).isEqualTo(2);
        assertThat(rejoined).as("once ahead, once back").isEqualTo(2);
    }

    @Test
    void shouldNotFallSilentWhenTheClockIsSetBack() {
        pass(5);
        set = HOUR.negated();
        pass(5);

        assertThat(clock.instant()).isEqualTo(TEN.plus(passed));
        assertThat(rejoined).isEqualTo(1);
    }

    @Test
    void shouldTakeTheNewTimeOfAMachineThatWasResumed() {
        pass(5);
        set = HOUR; // the monotonic clock stood still, the world did not
        brokersSet = Optional.of(HOUR);
        pass(1);

        assertThat(clock.instant()).isEqualTo(TEN.plus(passed).plus(HOUR));
        assertThat(watch.problem()).isEmpty();

        pass(4);

        assertThat(rejoined).isEqualTo(1);
    }

    @Test
    void shouldTakeTheNewTimeAfterAMinuteWhereNoBrokerCanBeAsked() {
        pass(5);
        set = HOUR;
        brokersSet = Optional.empty();
        pass(60);

        assertThat(clock.instant()).isEqualTo(TEN.plus(passed));

        pass(1);

        assertThat(clock.instant()).isEqualTo(TEN.plus(passed).plus(HOUR));
    }

    @Test
    void shouldHoldAClockThatWasAheadOfTheBrokersFromTheBeginning() {
        set = HOUR;
        clock.adoptWall();
        watch.look();

        assertThat(clock.instant()).isEqualTo(TEN);
        assertThat(watch.problem()).isPresent();

        set = Duration.ZERO;
        pass(1);

        assertThat(clock.instant()).isEqualTo(TEN.plus(passed));
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void shouldFollowAClockThatIsSlewedAndCountNoStep() {
        for (int second = 0; second < 4 * 3600; second++) {
            set = set.plusNanos(500_000);
            brokersSet = Optional.of(set);
            pass(1);
        }

        assertThat(clock.instant()).isEqualTo(TEN.plus(passed).plus(set).truncatedTo(ChronoUnit.MILLIS));
        assertThat(meters.get("blockwatch.clock.steps").counter().count()).isZero();
        assertThat(rejoined).isZero();
    }

    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            passed = passed.plusSeconds(1);
            watch.look();
        }
    }

    private final class Wall extends Clock {
        @Override
        public Instant instant() {
            return TEN.plus(passed).plus(set);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
