package org.blockwatch.cli.embedded;

/** What Blockwatch stands on: a Kafka cluster and a schema registry, wherever they run. */
public interface Platform extends AutoCloseable {

    /** Kafka's {@code bootstrap.servers}. */
    String bootstrapServers();

    /** Returns the registry's Confluent-compatible address, for {@code schema.registry.url}. */
    String registryUrl();

    /** Ends what this platform started; ends nothing that it merely found. */
    @Override
    void close();
}
