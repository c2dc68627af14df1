package org.blockwatch.streams.intake;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Gives Kafka Streams its clients: Kafka's own, save that records come through a {@link SchemaGatedConsumer}. */
public final class GatedClientSupplier implements KafkaClientSupplier {
    private final SchemaWatch schemas;
    private final BacklogTracker backlogs;
    private final Admin admin;

    /** @param admin asked for end offsets; stays its owner's */
    public GatedClientSupplier(SchemaWatch schemas, BacklogTracker backlogs, Admin admin) {
        this.schemas = schemas;
        this.backlogs = backlogs;
        this.admin = admin;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new SchemaGatedConsumer(config, schemas, backlogs, admin);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
