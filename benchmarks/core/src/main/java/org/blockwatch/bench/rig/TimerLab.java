package org.blockwatch.bench.rig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.blockwatch.bench.feed.HospitalFeed;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.intake.DrainGate;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.timer.TimerMeters;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;
import org.blockwatch.streams.timer.Timers.Budget;
import org.blockwatch.streams.timer.Timers.Kind;

/** The timer index on a real RocksDB store, without its changelog; every patient has a wake-up, days ahead. */
public final class TimerLab implements AutoCloseable {
    /** Where the clock stands at first; no wake-up of {@link #of} is due for a day. */
    public static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private static final Duration FAR = Duration.ofDays(1);

    private final Lab<Timers> lab;

    private TimerLab() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        EngineClock clock = EngineClock.virtual(NOW);
        TimerService timerService = new TimerService(
                clock,
                Duration.ofDays(1), // fired by hand
                Budget.UNLIMITED,
                DrainGate.OPEN,
                new FailureCounts(meters),
                new TimerMeters(clock, meters));
        lab = new Lab<>(
                List.of(Timers.store().withLoggingDisabled()),
                context -> timerService.start(Kind.RECOVERY, context, (id, now) -> Optional.empty()),
                topology -> {});
    }

    /** With a wake-up for each of so many patients, between one and four days ahead, as blocks close. */
    public static TimerLab of(int patients) {
        TimerLab lab = new TimerLab();
        long spread = FAR.multipliedBy(3).toMillis() / patients;
        for (int n = 0; n < patients; n++) {
            lab.timers().wake(HospitalFeed.patientId(n), NOW.plus(FAR).plusMillis(spread * n));
        }
        lab.settle();
        return lab;
    }

    /** Writes to disk what lies in memory, so that what is measured is the same every time. */
    public void settle() {
        lab.run(timers -> {});
    }

    public Timers timers() {
        return lab.subject();
    }

    @Override
    public void close() {
        lab.close();
    }
}
