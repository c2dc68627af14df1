package org.blockwatch.bench.rig;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.blockwatch.event.Alert;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.clock.EngineClock;

/** Reads what an engine tells as its readers do, read_committed, and notes when. */
public final class AlertWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final EngineClock wall = EngineClock.system();
    private final PeerEngine peer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroDeserializer<SpecificRecord> values;

    /**
     * Something told.
     *
     * @param at when it could be read, by the wall
     * @param value an {@link Alert} in the wire format, or an engine's own words
     */
    public record Told(Instant at, String patientId, byte[] value) {}

    /** From the beginning of the engine's topic. */
    public AlertWatch(PeerEngine peer, BenchBus bus) {
        this.peer = peer;
        values = new AvroDeserializer<>(RegistryClient.of(Map.of("schema.registry.url", bus.registryUrl())));
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bus.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, BenchBus.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(peer.output(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What has come since the last call, waiting a little for it. */
    public List<Told> poll() {
        List<Told> told = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            told.add(new Told(wall.now(), record.key(), record.value()));
        }
        return told;
    }

    /** All that can be read now. */
    public List<Told> rest() {
        List<Told> told = new ArrayList<>();
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(consumer.assignment()));
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            told.addAll(poll());
        }
        return Collections.unmodifiableList(told);
    }

    /** The alert that was told. */
    public Alert alert(Told told) {
        return (Alert) Objects.requireNonNull(values.deserialize(peer.output(), told.value()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
