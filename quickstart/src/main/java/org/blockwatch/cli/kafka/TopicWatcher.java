package org.blockwatch.cli.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.Topics;
import org.jspecify.annotations.Nullable;

/** Follows topics from their beginning, as any outsider may: committed records only, in a thread of its own. */
public final class TopicWatcher implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroDeserializer<SpecificRecord> avro = new AvroDeserializer<>();
    private final Thread thread;
    private final Consumer<Seen> handler;

    /**
     * A record that was seen.
     *
     * @param value the record; null on {@link Topics#DEAD_LETTERS}, whose bytes are as received
     */
    public record Seen(Topics topic, @Nullable SpecificRecord value, ConsumerRecord<byte[], byte[]> raw) {}

    private TopicWatcher(Platform platform, List<Topics> topics, Consumer<Seen> handler) {
        this.handler = handler;
        avro.configure(Map.of("schema.registry.url", platform.registryUrl()), false);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", platform.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(topics.stream().flatMap(this::partitions).toList());
        thread = new Thread(this::run, "watcher");
        thread.start();
    }

    /** Starts to follow topics that exist; {@code handler} is called in the watcher's thread. */
    public static TopicWatcher of(Platform platform, List<Topics> topics, Consumer<Seen> handler) {
        return new TopicWatcher(platform, topics, handler);
    }

    private Stream<TopicPartition> partitions(Topics topic) {
        return consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()));
    }

    private void run() {
        try (consumer) {
            while (true) {
                for (var record : consumer.poll(POLL)) {
                    var topic = Topics.named(record.topic()).orElseThrow();
                    var value = topic.schema().isEmpty() ? null : avro.deserialize(record.topic(), record.value());
                    handler.accept(new Seen(topic, value, record));
                }
            }
        } catch (WakeupException e) {
            // close() was called
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
