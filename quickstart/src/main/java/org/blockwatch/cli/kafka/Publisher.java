package org.blockwatch.cli.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;

/** Puts records of the contract on the topic that carries them, keyed by patient, as a hospital's bus does. */
public final class Publisher implements AutoCloseable {

    /** A person waits for it: a broker that does not answer is told soon. */
    private static final int PATIENCE_MS = 10_000;

    private final Producer<String, SpecificRecord> producer;

    /** @param client Kafka client properties with {@code bootstrap.servers}, and the registry's */
    public Publisher(Map<String, String> client) {
        var settings = new HashMap<String, Object>();
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, AvroSerializer.class);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
        settings.putAll(client);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        producer = new KafkaProducer<>(settings);
    }

    /** Returns a publisher to a platform of this machine. */
    public static Publisher to(Platform platform) {
        return new Publisher(Map.of(
                "bootstrap.servers", platform.bootstrapServers(), "schema.registry.url", platform.registryUrl()));
    }

    /**
     * Sends a statement or an answer.
     *
     * @return completes when the brokers have it
     * @throws org.apache.kafka.common.KafkaException if it cannot be sent at all: no broker, no topic, no registry
     */
    public CompletableFuture<RecordMetadata> publish(SpecificRecord value) {
        var topic = Topics.carrying(value.getClass()).topicName();
        var patientId =
                (String) value.get(value.getSchema().getField("patientId").pos());
        var published = new CompletableFuture<RecordMetadata>();
        producer.send(new ProducerRecord<>(topic, patientId, value), (metadata, e) -> {
            if (e == null) {
                published.complete(metadata);
            } else {
                published.completeExceptionally(e);
            }
        });
        return published;
    }

    /** Waits until everything sent is answered. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
