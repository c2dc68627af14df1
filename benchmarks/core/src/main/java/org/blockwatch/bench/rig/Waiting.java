package org.blockwatch.bench.rig;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
public final class Waiting {
    private static final int LOOK_MS = 50;

    private Waiting() {}

    /**
     * Looks again and again.
     *
     * @return whether it came true in time
     */
    public static boolean until(Duration within, BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - limit > 0) {
                return false;
            }
            pause(Duration.ofMillis(LOOK_MS));
        }
        return true;
    }

    /** Lets others work. */
    public static void pause(Duration duration) throws InterruptedException {
        new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
