package org.blockwatch.service.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.schemas.Topics;

/**
 * Writes records one by one, in no transaction, with a producer of its own: none waits for what else is under way. After a
 * failure the next record goes out through a new producer, since one that met a clock that was set may wait for as long.
 */
public final class SingleRecordWriter {

    private final RecordSerdes wire;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private Producer<byte[], byte[]> producer;
    private volatile boolean failed;

    /**
     * A writer that connects to nothing before there is a record.
     *
     * @param client properties of Kafka clients and serializers
     * @param topics what it may write to
     * @param within how long a record may take, by the wall clock
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public SingleRecordWriter(Map<String, String> client, List<Topics> topics, Duration within) {
        wire = new RecordSerdes(client, topics);
        KafkaClients clients = new KafkaClients(client);
        producers = () -> clients.single(within);
        producer = producers.get();
    }

    /**
     * Writes a record to its topic, under its key. May block while Kafka or the registry is away.
     *
     * @return completes when all replicas have it, exceptionally if that is not known in time; nothing is thrown
     */
    public CompletableFuture<Void> write(SpecificRecord record) {
        Topics topic = Topics.carrying(record.getClass());
        byte[] key = Topics.key(record).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            producer().send(new ProducerRecord<>(topic.topicName(), key, bytes(topic, record)), (place, e) -> {
                if (e == null) {
                    written.complete(null);
                } else {
                    failed = true;
                    written.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) { // no registry, for example
            failed = true;
            written.completeExceptionally(e);
        }
        return written;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (failed) {
            failed = false;
            producer.close(Duration.ZERO);
            producer = producers.get();
        }
        return producer;
    }

    private synchronized byte[] bytes(Topics topic, SpecificRecord record) {
        wire.prepare();
        return wire.write(topic, record);
    }

    /** Closes it. What is not written by then fails. */
    public synchronized void close(Duration grace) {
        producer.close(grace);
    }
}
