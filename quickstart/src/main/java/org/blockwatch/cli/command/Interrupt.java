package org.blockwatch.cli.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or SIGTERM, as something that a command waits for: while one is open, the process does not end before it is
 * closed, so the command stops in order.
 */
final class Interrupt implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "interrupt"));
    }

    /** Completes when the process is asked to stop. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void hold() {
        asked.complete(null);
        try {
            closed.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
