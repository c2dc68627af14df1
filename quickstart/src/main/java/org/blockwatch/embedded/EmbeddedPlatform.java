package org.blockwatch.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An {@link EmbeddedBroker} and an {@link EmbeddedRegistry}, started side by side. */
public final class EmbeddedPlatform implements Platform {

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private EmbeddedPlatform(EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /** Both on free ports, leaving nothing behind. */
    public static EmbeddedPlatform start() {
        return start(0, 0, null);
    }

    /**
     * Starts both and waits until both answer.
     *
     * @param brokerPort 0: a free one
     * @param registryPort 0: a free one
     * @param directory keeps the broker's log from run to run; null: temporary, deleted at the end
     * @throws IllegalStateException one of them did not start; the other has been stopped again
     */
    public static EmbeddedPlatform start(int brokerPort, int registryPort, @Nullable Path directory) {
        // The registry is another process: it gets ready while this thread starts the broker.
        var registry = CompletableFuture.supplyAsync(() -> EmbeddedRegistry.start(registryPort));
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.start(brokerPort, directory);
        } catch (RuntimeException e) {
            registry.thenAccept(EmbeddedRegistry::close);
            throw e;
        }
        try {
            return new EmbeddedPlatform(broker, registry.join());
        } catch (CompletionException e) {
            broker.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return registry.url();
    }

    /** The registry, to stop it alone. */
    public EmbeddedRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
