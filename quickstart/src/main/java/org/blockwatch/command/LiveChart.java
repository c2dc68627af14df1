package org.blockwatch.command;

import static java.util.Comparator.comparing;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.schemas.Topics;

/**
 * Reads what a running system has been told of one patient: the statement topics, from their beginning to where they end now, and nothing
 * else. It commits no offset and joins no group, so the running system does not notice.
 */
final class LiveChart {

    /** A person waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);

    private LiveChart() {}

    /**
     * Reads the statements of a patient in the order of their arrival.
     *
     * @param client Kafka client properties with {@code bootstrap.servers}, and the registry's
     * @param err told of records that cannot be decoded: the running system sets them aside
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    static List<StatementLine> read(String patientId, Map<String, String> client, PrintWriter err) {
        var settings = new HashMap<String, Object>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (var avro = new AvroDeserializer<SpecificRecord>();
                var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            avro.configure(client, false);
            return records(patientId, consumer).stream()
                    .sorted(comparing(ConsumerRecord::timestamp)) // stable: each topic's own order stays
                    .flatMap(record -> decoded(record, avro, err).stream())
                    .toList();
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records(
            String patientId, KafkaConsumer<String, byte[]> consumer) {
        var homes = Topics.STATEMENTS.stream()
                .map(topic -> home(patientId, topic.topicName(), consumer))
                .toList();
        var ends = consumer.endOffsets(homes);
        consumer.assign(homes);
        consumer.seekToBeginning(homes);
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        var waitedFrom = System.nanoTime();
        while (homes.stream().anyMatch(home -> consumer.position(home) < ends.get(home))) {
            var polled = consumer.poll(POLL);
            for (var record : polled) {
                if (patientId.equals(record.key()) && record.offset() < ends.get(partition(record))) {
                    records.add(record);
                }
            }
            waitedFrom = polled.isEmpty() ? waitedFrom : System.nanoTime();
            if (System.nanoTime() - waitedFrom > PATIENCE.toNanos()) {
                throw new TimeoutException("The broker has sent nothing for " + PATIENCE.toSeconds() + " s");
            }
        }
        return records;
    }

    /** The one partition whose records of the patient count: the running system sets aside those on another. */
    private static TopicPartition home(String patientId, String topic, KafkaConsumer<?, ?> consumer) {
        var partitions = consumer.partitionsFor(topic).size();
        if (partitions == 0) {
            throw new TimeoutException("There is no topic " + topic);
        }
        var hash = Utils.toPositive(Utils.murmur2(patientId.getBytes(StandardCharsets.UTF_8)));
        return new TopicPartition(topic, hash % partitions);
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static List<StatementLine> decoded(
            ConsumerRecord<String, byte[]> record, AvroDeserializer<SpecificRecord> avro, PrintWriter err) {
        try {
            var statement = avro.deserialize(record.topic(), record.value());
            return statement == null
                    ? List.of()
                    : List.of(new StatementLine(statement, Instant.ofEpochMilli(record.timestamp())));
        } catch (SerializationException e) {
            err.printf("%s-%d@%d: %s%n", record.topic(), record.partition(), record.offset(), e.getMessage());
            return List.of();
        }
    }
}
