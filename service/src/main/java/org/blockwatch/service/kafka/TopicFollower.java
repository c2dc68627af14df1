package org.blockwatch.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.blockwatch.schemas.HomePartition;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics beside the one that a service shares with its group. Reads all of their partitions; at each start it
 * reads again what is younger than the look-back, and a compacted topic whole. Hearing a thing twice must change nothing.
 */
public final class TopicFollower implements AutoCloseable {

    /** Takes in a record. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param atHome whether the record lies where its key belongs
         * @throws SerializationException if it cannot be read
         */
        void heard(ConsumerRecord<byte[], byte[]> record, boolean atHome);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final Map<Topics, Listener> listeners;
    private final Duration lookBack;
    private final EngineClock clock;

    private final CatchUp catchUp = new CatchUp();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "history");
    private volatile boolean again;

    // Of that thread:
    private final Map<String, Integer> counts = new HashMap<>();
    private final PassedOverRecords passedOver;

    /**
     * A follower of the topics that have listeners.
     *
     * @param lookBack how far back from now, by the wall clock, is read at the start
     */
    public TopicFollower(
            KafkaClients clients,
            Map<Topics, Listener> listeners,
            Duration lookBack,
            EngineClock clock,
            MeterRegistry metrics) {
        this.clients = clients;
        this.listeners = Map.copyOf(listeners);
        this.lookBack = lookBack;
        this.clock = clock;
        this.passedOver = new PassedOverRecords(listeners.keySet(), metrics);
        thread.setDaemon(true);
    }

    /** Begins to follow, in a thread of its own. */
    public void start() {
        thread.start();
    }

    /** Begins to follow again with new clients, from the look-back on. Returns at once. */
    public void beginAgain() {
        again = true;
    }

    /** Asks to have heard all that is written by now, see {@link CatchUp#ask}. */
    public CompletableFuture<Void> caughtUp() {
        return catchUp.ask();
    }

    /** Asks for the same, and to wait for it as long as it takes. */
    public CompletableFuture<Void> caughtUpAtLast() {
        return catchUp.askPatiently();
    }

    private void run() {
        while (!stopped(Duration.ZERO)) {
            try (Consumer<byte[], byte[]> consumer = clients.reader();
                    Admin admin = clients.admin()) {
                follow(consumer, admin);
            } catch (RuntimeException e) {
                if (!stopped(PAUSE)) {
                    LOG.warn("The topics cannot be followed just now: {}", e.toString());
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer, Admin admin) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        lookBack(consumer, partitions);
        catchUp.again();
        again = false;
        while (!again && !stopped(Duration.ZERO)) {
            consumer.poll(POLL).forEach(this::hear);
            catchUp.look(consumer, admin);
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topics topic : listeners.keySet()) {
            var found = consumer.partitionsFor(topic.topicName());
            if (found == null || found.isEmpty()) {
                throw new UnknownTopicOrPartitionException("the topic " + topic.topicName()
                        + " does not exist yet; streams-app creates it when it starts");
            }
            counts.put(topic.topicName(), found.size());
            found.forEach(partition -> partitions.add(new TopicPartition(partition.topic(), partition.partition())));
        }
        return partitions;
    }

    private void lookBack(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        long from = clock.wallNow().minus(lookBack).toEpochMilli();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions); // first, so that nothing falls between
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> from)));
        for (TopicPartition partition : partitions) {
            if (Topics.named(partition.topic()).orElseThrow().retention().isEmpty()) {
                consumer.seekToBeginning(List.of(partition));
                continue;
            }
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? Objects.requireNonNull(ends.get(partition)) : start.offset());
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        Topics topic = Topics.named(record.topic()).orElseThrow();
        passedOver.read(
                record, () -> Objects.requireNonNull(listeners.get(topic)).heard(record, isAtHome(record)));
    }

    /**
     * A patient's records lie on one partition, by their key; whatever lies elsewhere the ladder does not
     * believe.
     */
    private boolean isAtHome(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null
                && HomePartition.of(
                                new String(record.key(), StandardCharsets.UTF_8),
                                counts.getOrDefault(record.topic(), 1))
                        == record.partition();
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Stops following. */
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
