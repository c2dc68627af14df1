package org.blockwatch.consumer.watch;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for one watchman, so that none waits for another. A task that fails is told of, and the next one runs. */
final class WatchThread implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchThread.class);

    private final ScheduledThreadPoolExecutor executor;

    WatchThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRejectedExecutionHandler((task, closed) -> {}); // it is closing: nothing is to be done any more
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(safely(task));
    }

    /** Runs a task once. */
    void in(Duration delay, Runnable task) {
        executor.schedule(safely(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a task again and again, at this pace, the first time after one period. */
    void every(Duration period, Runnable task) {
        executor.scheduleAtFixedRate(safely(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Runnable safely(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("The watch has a fault", e);
            }
        };
    }

    /** Does nothing more. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
