package org.blockwatch.cli.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C, or SIGTERM, as something that a command waits for or looks at: while one is open, the process does not end before
 * it is closed, so the command stops in order.
 *
 * <p>It answers the signal itself. In a shutdown hook Kafka's own hooks, and those of other libraries, would already pull down
 * what the command is still starting or stopping.
 */
public final class Interrupt implements AutoCloseable {

    /** As a shell says it of a process that SIGINT has ended. */
    public static final int STATUS = 130;

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final List<String> SIGNALS = List.of("INT", "TERM");
    private static final Object LOCK = new Object();
    private static final Map<String, SignalHandler> BEFORE = new HashMap<>();

    private static @Nullable Interrupt open;
    private static boolean leaving;
    private static volatile boolean stopping;

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration limit;

    /** The process is asked to stop, so the command does not go on. */
    public static final class InterruptedCommandException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InterruptedCommandException() {
            super("Stopped");
        }
    }

    /** Holds the process for as long as stopping in order may take. */
    public Interrupt() {
        this(STOP_LIMIT);
    }

    /** @param limit how long the process is held; after that it ends without the command, and without what it left */
    public Interrupt(Duration limit) {
        this.limit = limit;
        synchronized (LOCK) {
            awaitEndIfLeaving();
            open = this;
        }
    }

    /** Answers signals from now on. To be called before anything else is done. */
    public static void install() {
        synchronized (LOCK) {
            for (String name : SIGNALS) {
                BEFORE.put(name, Signal.handle(new Signal(name), Interrupt::take));
            }
        }
    }

    /** Returns whether the process is asked to stop. */
    public static boolean isStopping() {
        return stopping;
    }

    /**
     * Lets a command go on.
     *
     * @throws InterruptedCommandException if the process is asked to stop
     */
    public static void check() {
        if (stopping) {
            throw new InterruptedCommandException();
        }
    }

    /** Completes when the process is asked to stop. */
    public CompletableFuture<Void> asked() {
        return asked;
    }

    @Override
    public void close() {
        synchronized (LOCK) {
            awaitEndIfLeaving();
            closed.countDown();
            if (open == this) {
                open = null;
            }
        }
    }

    private static void take(Signal signal) {
        synchronized (LOCK) {
            if (stopping || leaving) {
                return; // it is under way
            }
            Interrupt present = open;
            if (present == null) {
                leave(signal);
                return;
            }
            stopping = true;
            Thread watchdog = new Thread(() -> present.leaveAfterLimit(signal), "interrupt");
            watchdog.setDaemon(true);
            watchdog.start();
            present.asked.completeAsync(() -> null); // whoever waits goes on in a thread of its own
        }
    }

    private void leaveAfterLimit(Signal signal) {
        try {
            if (!closed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                synchronized (LOCK) {
                    if (closed.getCount() > 0) {
                        TemporaryDirectory.deleteAll();
                        leave(signal);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process as the JVM does it by itself, in another thread; whatever begins or ends here from now on waits for that. */
    private static void leave(Signal signal) {
        leaving = true;
        Objects.requireNonNull(BEFORE.get(signal.getName())).handle(signal);
    }

    private static void awaitEndIfLeaving() {
        try {
            while (leaving) {
                LOCK.wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
