package org.blockwatch.cli.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a demonstration's clock from running away from the pipeline: looks at its backlog several times a second. */
final class Pace implements AutoCloseable {

    private static final long LOOK_MS = 50;

    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "demo-pace"));
    private final PacedClock clock;

    private Pace(PacedClock clock) {
        this.clock = clock;
    }

    /** Paces the clock from now on. */
    static Pace keep(PacedClock clock, Backlog backlog) {
        var pace = new Pace(clock);
        pace.looks.scheduleWithFixedDelay(
                () -> {
                    backlog.look();
                    clock.paced(backlog.oldest());
                },
                0,
                LOOK_MS,
                TimeUnit.MILLISECONDS);
        return pace;
    }

    /** Lets the clock run on as it does. */
    @Override
    public void close() {
        looks.shutdown();
        try {
            looks.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clock.unpaced();
    }
}
