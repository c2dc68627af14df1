package org.blockwatch.cli.embedded;

/** Brokers in this JVM, which start in a second, and one registry beside it. */
final class EmbeddedSource implements PlatformSource {

    private final EmbeddedRegistry registry = EmbeddedRegistry.start();

    @Override
    public Platform forOneClass() {
        var broker = EmbeddedBroker.start();
        return new Shared(broker.bootstrapServers(), registry.url(), broker::close);
    }

    @Override
    public void close() {
        registry.close();
    }

    @Override
    public String toString() {
        return "embedded";
    }
}
