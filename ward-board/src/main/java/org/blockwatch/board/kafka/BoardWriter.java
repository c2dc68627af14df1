package org.blockwatch.board.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.schemas.Topics;

/** Writes what boards may write: examinations at the bedside, and who did what. A record counts once all replicas have it. */
public final class BoardWriter implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final BoardSerdes serdes;
    private final Producer<byte[], byte[]> producer;

    /**
     * A writer.
     *
     * @param client what Kafka clients are made with
     * @param within how long the brokers may take: half of it to be found, half to have the record
     */
    public BoardWriter(Map<String, String> client, BoardSerdes serdes, Duration within) {
        this.serdes = serdes;
        int half = (int) within.dividedBy(2).toMillis();
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, half);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half / 2);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer = new KafkaProducer<>(config);
    }

    /** Writes a record; completes when all replicas have it, exceptionally if that is not known. */
    public CompletableFuture<Void> write(SpecificRecord record) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            Topics topic = Topics.carrying(record.getClass());
            producer.send(
                    new ProducerRecord<>(
                            topic.topicName(),
                            Topics.key(record).getBytes(StandardCharsets.UTF_8),
                            serdes.write(topic, record)),
                    (metadata, e) -> {
                        if (e == null) {
                            written.complete(null);
                        } else {
                            written.completeExceptionally(e);
                        }
                    });
        } catch (KafkaException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
