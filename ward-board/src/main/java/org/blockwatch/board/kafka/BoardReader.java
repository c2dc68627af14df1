package org.blockwatch.board.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.kafka.KafkaClients;
import org.blockwatch.service.kafka.PassedOverRecords;
import org.blockwatch.service.kafka.RecordSerdes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every topic that a board shows, all partitions, as a member of no group: each instance knows everything. What is compacted is read
 * from the beginning, the rest from the look-back on. A lost connection changes nothing: the reader goes on where it was.
 */
public final class BoardReader implements AutoCloseable {

    /** Takes in what was read. Called by the reader's thread alone. */
    public interface Listener {

        /** Takes in a record; a value of null takes its row back. */
        void heard(Topics topic, String key, @Nullable SpecificRecord value);

        /** Takes in a dead letter: bytes that nobody could read, and why. */
        void refused(String reason);

        /** What was read together has been told. */
        void told();
    }

    private static final Logger LOG = LoggerFactory.getLogger(BoardReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(2);

    /** So often it is asked where the topics end, and so long the brokers may take to say. */
    private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final Duration PROBE_WITHIN = Duration.ofSeconds(4);

    /** Screens that were let in are known for as long as they are let in. */
    private static final Duration SCREENS = Duration.ofDays(91);

    private static final String REASON = "blockwatch.reason";
    private static final List<Topics> READ = List.of(
            Topics.RECOVERY,
            Topics.FEEDS,
            Topics.FOLLOW_UPS,
            Topics.INVITATIONS,
            Topics.ALERTS,
            Topics.ALERT_RESPONSES,
            Topics.PAGES,
            Topics.PAGE_EVENTS,
            Topics.BLOCKS,
            Topics.ASSESSMENTS,
            Topics.VITALS,
            Topics.CARE_EVENTS,
            Topics.ACCESS_EVENTS,
            Topics.DEAD_LETTERS);

    private final KafkaClients clients;
    private final RecordSerdes serdes;
    private final Duration lookBack;
    private final EngineClock clock;
    private final Listener listener;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "board-reader");
    private volatile boolean caughtUp;
    private volatile @Nullable String problem = "has not begun to read";

    // Of that thread:
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();
    private long probedAt;
    private final PassedOverRecords passedOver;

    /**
     * A reader that has not begun.
     *
     * @param client what Kafka clients are made with
     * @param lookBack how much of the past is read at the start, by the wall
     */
    public BoardReader(
            Map<String, String> client,
            Duration lookBack,
            EngineClock clock,
            Listener listener,
            MeterRegistry metrics) {
        this.clients = new KafkaClients(client);
        this.serdes = new RecordSerdes(client, READ);
        this.lookBack = lookBack;
        this.clock = clock;
        this.listener = listener;
        this.passedOver = new PassedOverRecords(READ, metrics);
        thread.setDaemon(true);
    }

    /** Begins to read, in a thread of its own. */
    public void start() {
        thread.start();
    }

    /** Why what is known may not be what is true now, if so. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Whether all that stood in the topics at the start has been read. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    private void run() {
        while (!stopped(Duration.ZERO)) {
            try (Consumer<byte[], byte[]> consumer = clients.reader()) {
                follow(consumer);
            } catch (RuntimeException e) {
                problem = "cannot read from the brokers: " + e.getMessage();
                if (!stopped(PAUSE)) {
                    LOG.warn("The topics cannot be read just now: {}", e.toString());
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        seek(consumer, partitions);
        probe(consumer);
        while (!stopped(Duration.ZERO)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                hear(record);
            }
            for (TopicPartition partition : records.partitions()) {
                positions.put(partition, consumer.position(partition));
            }
            if (!records.isEmpty()) {
                listener.told();
            }
            look(consumer);
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topics topic : READ) {
            var found = consumer.partitionsFor(topic.topicName());
            if (found == null || found.isEmpty()) {
                throw new UnknownTopicOrPartitionException("the topic " + topic.topicName()
                        + " does not exist yet; streams-app creates it when it starts");
            }
            found.forEach(one -> partitions.add(new TopicPartition(one.topic(), one.partition())));
        }
        return partitions;
    }

    private void seek(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> at = consumer.endOffsets(partitions); // first, so that nothing falls between
        Map<TopicPartition, Long> from = new HashMap<>();
        long now = clock.wallNow().toEpochMilli();
        for (TopicPartition partition : partitions) {
            Topics topic = Topics.named(partition.topic()).orElseThrow();
            if (positions.containsKey(partition)) {
                consumer.seek(partition, positions.get(partition));
            } else if (topic.retention().isEmpty()) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                from.put(partition, now - (topic == Topics.ACCESS_EVENTS ? SCREENS : lookBack).toMillis());
            }
        }
        if (!from.isEmpty()) {
            Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(from);
            from.keySet().forEach(partition -> {
                OffsetAndTimestamp start = starts.get(partition);
                consumer.seek(partition, start == null ? Objects.requireNonNull(at.get(partition)) : start.offset());
            });
        }
    }

    /** Asks where the topics end now and then: what has been read up to where they ended the last time is up to date. */
    private void look(Consumer<byte[], byte[]> consumer) {
        boolean reached = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        if (reached) {
            caughtUp = true;
            problem = null;
        }
        if (System.nanoTime() - probedAt > PROBE_NANOS) {
            if (!reached) {
                problem = caughtUp ? "is behind" : "still reads what is there already";
            }
            probe(consumer);
        }
    }

    private void probe(Consumer<byte[], byte[]> consumer) {
        try {
            ends = consumer.endOffsets(consumer.assignment(), PROBE_WITHIN);
        } catch (RetriableException e) {
            problem = "the brokers do not answer";
        }
        probedAt = System.nanoTime();
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        Topics topic = Topics.named(record.topic()).orElseThrow();
        if (topic == Topics.DEAD_LETTERS) {
            var reason = record.headers().lastHeader(REASON);
            listener.refused(reason == null ? "UNKNOWN" : new String(reason.value(), StandardCharsets.UTF_8));
            return;
        }
        if (record.key() == null) {
            return;
        }
        passedOver.read(record, () -> {
            SpecificRecord value =
                    record.value() == null ? null : serdes.read(topic, SpecificRecord.class, record.value());
            listener.heard(topic, new String(record.key(), StandardCharsets.UTF_8), value);
        });
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Stops reading. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOP.toMillis()); // while Kafka is away it may hang on longer; it has nothing to give back
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
