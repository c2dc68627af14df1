package org.blockwatch.service.kafka;

import java.util.Optional;

/**
 * Work with one set of Kafka clients. Whatever goes wrong with Kafka is thrown: the session is then closed, and {@link
 * SessionLoop} begins another.
 */
public interface KafkaSession extends AutoCloseable {

    /** Begins: joins the group. */
    void open();

    /** Does one round. */
    void step();

    /** Returns why it does not work just now, if so. */
    Optional<String> problem();

    /** Takes no more work, and records what ends in time. */
    void finish();

    /** Leaves the group and closes the clients. */
    @Override
    void close();
}
