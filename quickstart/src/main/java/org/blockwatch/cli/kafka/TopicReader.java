package org.blockwatch.cli.kafka;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.HomePartition;
import org.blockwatch.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a running system has written, from an instant on to where the topics end now. It commits no offset and
 * joins no group, so the running system does not notice.
 */
public final class TopicReader implements AutoCloseable {

    /** A person waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroDeserializer<SpecificRecord> avro = new AvroDeserializer<>();
    private final PrintWriter err;

    /**
     * A record as it was read.
     *
     * @param arrivedAt when the broker took it, by its wall clock
     */
    public record Entry(Instant arrivedAt, SpecificRecord value) {}

    /**
     * @param client Kafka client properties with {@code bootstrap.servers}, and the registry's
     * @param err told of records that cannot be decoded: the running system sets them aside
     * @throws org.apache.kafka.common.KafkaException if the settings cannot be used
     */
    public TopicReader(Map<String, String> client, PrintWriter err) {
        var settings = new HashMap<String, Object>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        avro.configure(client, false);
        this.err = err;
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns the one partition whose records of the patient count: the running system sets aside those on another. */
    public TopicPartition home(String patientId, Topics topic) {
        var all = partitions(topic);
        return all.get(HomePartition.of(patientId, all.size()));
    }

    /**
     * Returns all partitions of a topic.
     *
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer or do not have it
     */
    public List<TopicPartition> partitions(Topics topic) {
        return partitions(topic.topicName());
    }

    /**
     * Returns all partitions of any topic, such as a changelog.
     *
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer or do not have it
     */
    public List<TopicPartition> partitions(String topic) {
        var count = consumer.partitionsFor(topic).size();
        if (count == 0) {
            throw new TimeoutException("There is no topic " + topic);
        }
        var partitions = new ArrayList<TopicPartition>(count);
        for (var number = 0; number < count; number++) {
            partitions.add(new TopicPartition(topic, number));
        }
        return partitions;
    }

    /**
     * Reads what has arrived since an instant, each partition in its own order.
     *
     * @param from by the broker's clock; empty: from the beginning
     * @param keys of which keys, which are patientIds; the others' records are not even decoded
     * @param each told of every record
     * @throws org.apache.kafka.common.KafkaException if the brokers stop answering
     */
    public void read(
            Collection<TopicPartition> partitions,
            Optional<Instant> from,
            Predicate<String> keys,
            Consumer<Entry> each) {
        readRaw(partitions, from, record -> {
            if (record.key() != null && keys.test(new String(record.key(), StandardCharsets.UTF_8))) {
                decoded(record).ifPresent(each);
            }
        });
    }

    /**
     * Reads what has arrived since an instant, as it was received, each partition in its own order.
     *
     * @param from by the broker's clock; empty: from the beginning
     * @throws org.apache.kafka.common.KafkaException if the brokers stop answering
     */
    public void readRaw(
            Collection<TopicPartition> partitions,
            Optional<Instant> from,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        from.ifPresent(instant -> seek(partitions, instant, ends));
        var waitedFrom = System.nanoTime();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < Objects.requireNonNull(ends.get(partition)))) {
            var polled = consumer.poll(POLL);
            for (var record : polled) {
                if (record.offset()
                        < Objects.requireNonNull(ends.get(new TopicPartition(record.topic(), record.partition())))) {
                    each.accept(record);
                }
            }
            waitedFrom = polled.isEmpty() ? waitedFrom : System.nanoTime();
            if (System.nanoTime() - waitedFrom > PATIENCE.toNanos()) {
                throw new TimeoutException("The broker has sent nothing for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /**
     * Decodes the value of a record of a topic.
     *
     * @throws SerializationException if it cannot be decoded, or the registry cannot be asked
     */
    public @Nullable SpecificRecord decode(String topic, byte @Nullable [] value) {
        return avro.deserialize(topic, value);
    }

    private void seek(Collection<TopicPartition> partitions, Instant from, Map<TopicPartition, Long> ends) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        consumer.offsetsForTimes(times)
                .forEach((partition, start) -> consumer.seek(
                        partition, start == null ? Objects.requireNonNull(ends.get(partition)) : start.offset()));
    }

    private Optional<Entry> decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            var value = avro.deserialize(record.topic(), record.value());
            return Optional.ofNullable(value).map(read -> new Entry(Instant.ofEpochMilli(record.timestamp()), read));
        } catch (SerializationException e) {
            err.printf("%s-%s@%s: %s%n", record.topic(), record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
        avro.close();
    }
}
