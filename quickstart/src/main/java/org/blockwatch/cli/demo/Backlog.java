package org.blockwatch.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.cli.embedded.Platform;

/**
 * What has been sent to streams-app and is not finished with: not yet acknowledged by the brokers, or not yet committed by
 * streams-app. By the wall. Any thread may tell and ask it.
 */
final class Backlog implements AutoCloseable {

    /** The default of streams-app's {@code application.id}. */
    private static final String GROUP = "blockwatch";

    private final Admin admin;
    private final Set<Long> unacknowledged = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, NavigableMap<Long, Long>> uncommitted = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    Backlog(Admin admin) {
        this.admin = admin;
    }

    static Backlog of(Platform platform) {
        return new Backlog(
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers())));
    }

    /** Takes down that a record is being sent, and returns by which name to say that it has been. */
    long sending() {
        long sentAt = System.nanoTime();
        while (!unacknowledged.add(sentAt)) {
            sentAt++;
        }
        return sentAt;
    }

    /** Takes down that the brokers have a record. */
    void sent(long sending, RecordMetadata record) {
        uncommitted
                .computeIfAbsent(
                        new TopicPartition(record.topic(), record.partition()), any -> new ConcurrentSkipListMap<>())
                .put(record.offset(), sending);
        unacknowledged.remove(sending);
    }

    /** Takes down that the brokers have refused a record. */
    void refused(long sending) {
        unacknowledged.remove(sending);
    }

    /** Asks the brokers what has been committed meanwhile, and does not wait for their answer. */
    void look() {
        if (asking.compareAndSet(false, true)) {
            admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .whenComplete((committed, failure) -> {
                        asking.set(false);
                        // Brokers that do not answer leave all of it as old as it is: the clock is held back.
                        if (failure == null) {
                            finished(committed);
                        }
                    });
        }
    }

    /** Takes down what has been committed. */
    void finished(Map<TopicPartition, OffsetAndMetadata> committed) {
        uncommitted.forEach((partition, records) -> {
            OffsetAndMetadata next = committed.get(partition);
            if (next != null) {
                records.headMap(next.offset(), false).clear();
            }
        });
    }

    /** Returns the age of the oldest of them, zero if there is none. */
    Duration oldest() {
        long now = System.nanoTime();
        LongStream ages = Stream.concat(
                        unacknowledged.stream(),
                        uncommitted.values().stream().flatMap(records -> records.values().stream()))
                .mapToLong(sentAt -> now - sentAt);
        return Duration.ofNanos(Math.max(0, ages.max().orElse(0)));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
