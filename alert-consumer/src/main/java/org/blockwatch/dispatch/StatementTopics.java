package org.blockwatch.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.schemas.Topics;
import org.blockwatch.watch.Bus;

/** Publishes statements as a hospital's bus does: with a producer of its own, in no transaction. */
public final class StatementTopics implements Bus {

    private final Wire wire;
    private final Producer<byte[], byte[]> producer;

    /**
     * The topics, which are not connected to before there is a statement.
     *
     * @param client properties of Kafka clients and serializers
     * @param within how long a statement may take, by the wall clock
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public StatementTopics(Map<String, String> client, Duration within) {
        wire = new Wire(client, List.of(Topics.BLOCKS, Topics.ASSESSMENTS));
        producer = new KafkaClients(client).answers(within);
    }

    @Override
    public CompletableFuture<Void> publish(SpecificRecord statement) {
        Topics topic = Topics.carrying(statement.getClass());
        byte[] key = Topics.key(statement).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Void> published = new CompletableFuture<>();
        try {
            producer.send(new ProducerRecord<>(topic.topicName(), key, written(topic, statement)), (place, e) -> {
                if (e == null) {
                    published.complete(null);
                } else {
                    published.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) { // no registry: it must not end whoever stops this application
            published.completeExceptionally(e);
        }
        return published;
    }

    private synchronized byte[] written(Topics topic, SpecificRecord statement) {
        wire.prepare();
        return wire.write(topic, statement);
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(500)); // what takes a synthetic patient back is worth a moment
    }
}
