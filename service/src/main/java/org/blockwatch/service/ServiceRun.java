package org.blockwatch.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a process while its service runs. SIGTERM closes the service and ends the process with status 0, or 1 if the
 * service is not closed in time. A service that fails, or a thread that dies of an exception that nobody caught, ends
 * the process with status 1: half a service pages nobody, a restarted one does.
 */
final class ServiceRun {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);
    private static final int STOPPED = 0;
    private static final int FAILED = 1;

    private final Duration stopWithin;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    ServiceRun(Duration stopWithin) {
        this.stopWithin = stopWithin;
    }

    /** Starts the service, waits for its end, and returns the exit status. */
    int of(Supplier<Service> start) {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            LOG.error("Thread {} died", thread.getName(), e);
            ended.completeExceptionally(e);
        });
        // Before the start: a service that is told to stop while it starts is closed once it stands.
        CompletableFuture<Service> started = new CompletableFuture<>();
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(stopped(started)), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        Service service;
        try {
            service = start.get();
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
            removed(hook);
            throw e;
        }
        started.complete(service);
        service.ended().whenComplete((nothing, e) -> {
            if (e == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(e);
            }
        });
        try {
            ended.get();
            return STOPPED;
        } catch (ExecutionException e) {
            LOG.error("The service ends because it cannot go on", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (removed(hook)) {
            stopped(started);
        }
        return FAILED;
    }

    /** Closes the service, in a thread of its own so that the limit holds whatever it does. */
    private int stopped(CompletableFuture<Service> started) {
        LOG.info("Stopping");
        try {
            CompletableFuture.runAsync(() -> started.join().close(), task -> new Thread(task, "close").start())
                    .get(stopWithin.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("Stopped");
            return STOPPED;
        } catch (TimeoutException e) {
            LOG.error("Not stopped within {} s: ending anyway", stopWithin.toSeconds());
        } catch (ExecutionException e) {
            LOG.error("Stopping failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false; // the process is stopping already: the hook closes the service
        }
    }
}
