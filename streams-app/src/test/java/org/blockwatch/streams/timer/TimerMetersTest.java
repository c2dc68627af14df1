package org.blockwatch.streams.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.timer.Timers.Budget;
import org.blockwatch.streams.timer.Timers.Kind;
import org.junit.jupiter.api.Test;

class TimerMetersTest {
    private static final Instant T = Instant.parse("2026-03-01T09:00:00Z");

    private final VirtualClock clock = EngineClock.virtual(T);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TimerMeters shown = new TimerMeters(clock, meters);

    @Test
    void shouldShowHowLateTheLatestIsEvenIfNoTickComes() {
        Timers timers = task(0, Budget.UNLIMITED);
        timers.wake("p1", T.plusSeconds(10));
        assertThat(overdue()).isZero();

        clock.advanceTo(T.plusSeconds(30));
        assertThat(overdue()).isEqualTo(20);
        assertThat(watermarkAge()).as("no tick since the task came").isEqualTo(30);

        timers.fire(clock.now(), (id, now) -> Optional.of(now.plusSeconds(60)));
        assertThat(overdue()).isZero();
        assertThat(watermarkAge()).isZero();

        clock.advanceTo(T.plusSeconds(95));
        assertThat(overdue()).as("the one that was set meanwhile").isEqualTo(5);
    }

    @Test
    void shouldShowWhatATickHasLeftOver() {
        Timers timers = task(0, new Budget(1, Duration.ofDays(1)));
        timers.wake("p1", T.plusSeconds(1));
        timers.wake("p2", T.plusSeconds(2));
        clock.advanceTo(T.plusSeconds(12));

        timers.fire(clock.now(), (id, now) -> Optional.empty());

        assertThat(overdue()).isEqualTo(10);
        assertThat(watermarkAge()).isEqualTo(11);
    }

    @Test
    void shouldShowTheTaskFurthestBehindAndForgetOneThatLeaves() {
        Timers behind = task(0, Budget.UNLIMITED);
        behind.wake("p1", T);
        task(1, Budget.UNLIMITED).wake("p2", T.plusSeconds(9));
        clock.advanceTo(T.plusSeconds(10));
        assertThat(overdue()).isEqualTo(10);
        assertThat(open()).isEqualTo(2);

        shown.hide(behind);

        assertThat(overdue()).isEqualTo(1);
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void shouldShowATaskOnceThatComesAgain() {
        CountedStore store = CountedStore.empty();
        task(0, store, Budget.UNLIMITED).wake("p1", T);

        task(0, store, Budget.UNLIMITED); // undone, and begun again

        assertThat(open()).isEqualTo(1);
        clock.advanceTo(T.plusSeconds(3));
        assertThat(overdue()).as("what its store holds").isEqualTo(3);
    }

    @Test
    void shouldTellWhatIsLateOnceItIsLateByMoreThanIsTolerated() {
        Timers timers = task(0, Budget.UNLIMITED);
        timers.wake("p1", T);
        clock.advanceTo(T.plus(TimerMeters.LATE));
        assertThat(shown.lateness()).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(shown.lateness()).hasValue("a deadline (recovery) has been due for 15 s and is not met");

        timers.fire(clock.now(), (id, now) -> Optional.empty());
        assertThat(shown.lateness()).isEmpty();
    }

    private Timers task(int partition, Budget budget) {
        return task(partition, CountedStore.empty(), budget);
    }

    private Timers task(int partition, CountedStore store, Budget budget) {
        Timers timers = new Timers(Kind.RECOVERY, store, budget, new FailureCounts(meters));
        shown.show(Kind.RECOVERY, partition, timers);
        return timers;
    }

    private double open() {
        return value("blockwatch.timers.open");
    }

    private double overdue() {
        return value("blockwatch.timers.overdue");
    }

    private double watermarkAge() {
        return value("blockwatch.watermark.age");
    }

    private double value(String gauge) {
        return meters.get(gauge).tag("kind", "recovery").gauge().value();
    }
}
