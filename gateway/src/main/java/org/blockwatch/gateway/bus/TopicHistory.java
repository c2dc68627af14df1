package org.blockwatch.gateway.bus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.blockwatch.gateway.patient.PatientDesk;
import org.blockwatch.gateway.patient.SentStatements;
import org.blockwatch.schemas.HomePartition;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.collect.BoundedMap;
import org.blockwatch.service.kafka.RecordSerdes;

/**
 * What was sent: the latest at hand, the rest from the topics, of which it reads one partition each, back to 96 h. Corrections and merges
 * are rare, so nothing is kept for them that a topic does not have. For one thread.
 */
final class TopicHistory implements SentStatements {

    private static final int AT_HAND = 20_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final RecordSerdes serdes;
    private final EngineClock clock;
    private final Map<List<String>, SpecificRecord> atHand = BoundedMap.ofLatestUsed(AT_HAND);

    TopicHistory(Supplier<Consumer<byte[], byte[]>> readers, RecordSerdes serdes, EngineClock clock) {
        this.readers = readers;
        this.serdes = serdes;
        this.clock = clock;
    }

    @Override
    public Optional<SpecificRecord> atHand(String patientId, String eventId) {
        return Optional.ofNullable(atHand.get(List.of(patientId, eventId)));
    }

    @Override
    public Optional<SpecificRecord> find(Topics topic, String patientId, String eventId) {
        Optional<SpecificRecord> known = atHand(patientId, eventId);
        return known.isPresent()
                ? known
                : Optional.ofNullable(read(List.of(topic), patientId).get(eventId));
    }

    @Override
    public List<SpecificRecord> all(String patientId) {
        Map<String, SpecificRecord> latest = read(Topics.STATEMENTS, patientId);
        return List.copyOf(latest.values());
    }

    @Override
    public void keep(String patientId, String eventId, SpecificRecord statement) {
        atHand.put(List.of(patientId, eventId), statement);
    }

    /** Forgets what may not have been written. */
    void forget() {
        atHand.clear();
    }

    private Map<String, SpecificRecord> read(Collection<Topics> topics, String patientId) {
        byte[] key = patientId.getBytes(StandardCharsets.UTF_8);
        Map<String, SpecificRecord> latest = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            List<TopicPartition> homes = new ArrayList<>();
            for (Topics topic : topics) {
                int partitions = reader.partitionsFor(topic.topicName()).size();
                if (partitions > 0) {
                    homes.add(new TopicPartition(topic.topicName(), HomePartition.of(patientId, partitions)));
                }
            }
            Map<TopicPartition, Long> ends = reader.endOffsets(homes);
            reader.assign(homes);
            seek(reader, homes, ends);
            long waitedFrom = System.nanoTime();
            while (homes.stream().anyMatch(home -> reader.position(home) < Objects.requireNonNull(ends.get(home)))) {
                var polled = reader.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    if (Arrays.equals(key, record.key())) {
                        decoded(record).ifPresent(statement -> keepLatest(latest, statement));
                    }
                }
                waitedFrom = polled.isEmpty() ? waitedFrom : System.nanoTime();
                if (System.nanoTime() - waitedFrom > PATIENCE.toNanos()) {
                    throw new TimeoutException("the topics of statements cannot be read to their end");
                }
            }
        }
        return latest;
    }

    private void seek(Consumer<byte[], byte[]> reader, List<TopicPartition> homes, Map<TopicPartition, Long> ends) {
        Instant from = clock.wallNow().minus(clock.wall(PatientDesk.PAST));
        Map<TopicPartition, Long> times = new HashMap<>();
        homes.forEach(home -> times.put(home, from.toEpochMilli()));
        reader.offsetsForTimes(times)
                .forEach((home, start) ->
                        reader.seek(home, start == null ? Objects.requireNonNull(ends.get(home)) : start.offset()));
    }

    private Optional<SpecificRecord> decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Topics.named(record.topic())
                            .map(topic -> serdes.read(topic, SpecificRecord.class, record.value()));
        } catch (SerializationException e) {
            return Optional.empty(); // somebody else's, and refused by detection too
        }
    }

    private static void keepLatest(Map<String, SpecificRecord> latest, SpecificRecord statement) {
        latest.merge(
                (String) field(statement, "eventId"),
                statement,
                (old, now) -> (Integer) field(now, "revision") >= (Integer) field(old, "revision") ? now : old);
    }

    private static Object field(SpecificRecord statement, String name) {
        return Objects.requireNonNull(
                statement.get(statement.getSchema().getField(name).pos()));
    }
}
