package org.blockwatch.cli.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An {@link EmbeddedBroker} and an {@link EmbeddedRegistry}, started side by side. */
public final class EmbeddedPlatform implements Platform {

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final Path directory;
    private final boolean temporary;

    private EmbeddedPlatform(EmbeddedBroker broker, EmbeddedRegistry registry, Path directory, boolean temporary) {
        this.broker = broker;
        this.registry = registry;
        this.directory = directory;
        this.temporary = temporary;
    }

    /** Starts both on free ports, leaving nothing behind. */
    public static EmbeddedPlatform start() {
        return start(0, 0, null);
    }

    /**
     * Starts both and waits until both answer.
     *
     * @param brokerPort 0: a free one
     * @param registryPort 0: a free one
     * @param kept folder that keeps topics and schemas from run to run; null: nothing is left behind
     * @throws IllegalStateException one of them did not start; the other has been stopped again
     */
    public static EmbeddedPlatform start(int brokerPort, int registryPort, @Nullable Path kept) {
        var directory = kept == null ? TemporaryDirectory.create("blockwatch-") : kept;
        // The registry is another process: it gets ready while this thread starts the broker.
        var registry = CompletableFuture.supplyAsync(
                () -> EmbeddedRegistry.start(registryPort, kept == null ? null : directory.resolve("registry")));
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.start(brokerPort, directory.resolve("broker"));
        } catch (RuntimeException e) {
            registry.handle((started, failure) -> {
                        if (started != null) {
                            started.close();
                        }
                        return null;
                    })
                    .join();
            clear(kept, directory);
            throw e;
        }
        try {
            return new EmbeddedPlatform(broker, registry.join(), directory, kept == null);
        } catch (CompletionException e) {
            broker.close();
            clear(kept, directory);
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Leaves nothing behind of a start that failed, unless it is to be kept. */
    private static void clear(@Nullable Path kept, Path directory) {
        if (kept == null) {
            TemporaryDirectory.delete(directory);
        }
    }

    /** Returns a folder beside the broker's for the state of what runs on the platform; it is kept or deleted with it. */
    public Path state() {
        return directory.resolve("state");
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return registry.url();
    }

    /** Returns the registry, to stop it alone. */
    public EmbeddedRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
        if (temporary) {
            TemporaryDirectory.delete(directory);
        }
    }
}
