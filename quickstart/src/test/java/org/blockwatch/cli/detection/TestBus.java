package org.blockwatch.cli.detection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;

/** A hospital's bus: charts what happens, and reads what came of it, as far as it is committed. */
public final class TestBus implements AutoCloseable {
    private final String brokers;
    private final RegistryClient registry;
    private final AvroSerializer<SpecificRecord> serializer;
    private final AvroDeserializer<SpecificRecord> deserializer;
    private final KafkaProducer<byte[], byte[]> producer;

    public TestBus(Platform platform) {
        brokers = platform.bootstrapServers();
        registry = RegistryClient.of(Map.of("schema.registry.url", platform.registryUrl()));
        serializer = new AvroSerializer<>(registry);
        deserializer = new AvroDeserializer<>(registry);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Learns every schema while the registry is there to be asked. */
    void prepare() {
        for (Topics topic : Topics.values()) {
            topic.schema().ifPresent(schema -> registry.schema(registry.idFor(topic.subject(), schema)));
        }
    }

    public void send(String patientId, SpecificRecord record) {
        Topics topic = Topics.carrying(record.getClass());
        send(topic, patientId, serializer.serialize(topic.topicName(), record));
    }

    void send(Topics topic, String patientId, byte[] value) {
        producer.send(new ProducerRecord<>(topic.topicName(), patientId.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    /** All records of a patient on a topic so far. */
    public <T> List<T> read(Class<T> type, String patientId) {
        Topics topic = Topics.carrying(type.asSubclass(SpecificRecord.class));
        return records(topic, patientId).stream()
                .map(record -> type.cast(deserializer.deserialize(topic.topicName(), record.value())))
                .toList();
    }

    /** As {@link #read}, undecoded. */
    List<ConsumerRecord<byte[], byte[]>> records(Topics topic, String patientId) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", brokers, "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(Set.copyOf(partitions));
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        byte[] key = patientId.getBytes(StandardCharsets.UTF_8);
        found.removeIf(record -> !Arrays.equals(record.key(), key));
        return found;
    }

    @Override
    public void close() {
        producer.close();
    }
}
