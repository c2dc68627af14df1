package org.blockwatch.bench.engine;

import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.blockwatch.bench.engine.MeasuredEngine.Running;

/**
 * The main of an engine's own JVM: starts it, says {@link #READY} on stdout when it is, and stops in order when stdin ends, which it also
 * does when the parent is gone.
 */
public final class EngineProcess {
    /** The line that says so. */
    public static final String READY = "ready";

    private static final int ASKED_EVERY_MS = 10;

    private EngineProcess() {}

    /** @param args an {@link Assignment} as {@linkplain Assignment#written() written} */
    public static void main(String... args) throws Exception {
        Assignment assignment = Assignment.read(args[0]);
        MeasuredEngine engine = (MeasuredEngine)
                Class.forName(assignment.engine()).getDeclaredConstructor().newInstance();
        try (Running running = engine.start(assignment)) {
            CompletableFuture<Void> ready = new CompletableFuture<>();
            var asking = Executors.newSingleThreadScheduledExecutor();
            asking.scheduleWithFixedDelay(
                    () -> {
                        if (running.isReady()) {
                            ready.complete(null);
                        }
                    },
                    0,
                    ASKED_EVERY_MS,
                    TimeUnit.MILLISECONDS);
            ready.thenRun(() -> {
                asking.shutdown();
                System.out.println(READY);
            });
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}
