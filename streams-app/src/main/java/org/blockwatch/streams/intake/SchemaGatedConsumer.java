package org.blockwatch.streams.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The main consumer of a stream thread, with two habits of its own.
 *
 * <p>It holds back a record whose schema is not known yet, and what follows it on its partition: the thread, the other partitions and
 * the timers go on, and nothing becomes a dead letter because a registry was away. And it reports what it is assigned and how far it
 * has read, so that timers wait for the past.
 *
 * <p>Kafka Streams pauses and resumes partitions too, and waits for partitions that lag: a held one stays paused whatever Kafka Streams
 * resumes, and counts as having no lag.
 */
final class SchemaGatedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final HeldRecords holdBack;
    private final BacklogTracker backlogs;
    private final EndOffsets endOffsets;
    private final Set<TopicPartition> known = new HashSet<>();
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();

    SchemaGatedConsumer(Map<String, Object> config, SchemaWatch schemas, BacklogTracker backlogs, Admin admin) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.holdBack = new HeldRecords(schemas);
        this.backlogs = backlogs;
        this.endOffsets = new EndOffsets(admin, backlogs);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        Set<TopicPartition> released = holdBack.release(assignment());
        super.resume(released.stream()
                .filter(partition -> !pausedByStreams.contains(partition))
                .toList());
        ConsumerRecords<byte[], byte[]> records = holdBack.sift(super.poll(timeout), this::stopAt);
        reportAssignment();
        reportProgress(records);
        return records;
    }

    private void stopAt(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        super.pause(List.of(partition));
    }

    private void reportAssignment() {
        Set<TopicPartition> assigned = assignment();
        if (!assigned.equals(known)) {
            known.stream().filter(partition -> !assigned.contains(partition)).forEach(backlogs::revoked);
            assigned.stream().filter(partition -> !known.contains(partition)).forEach(backlogs::assigned);
            pausedByStreams.retainAll(assigned);
            known.clear();
            known.addAll(assigned);
        }
    }

    private void reportProgress(ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> undrained = backlogs.undrained(known);
        if (undrained.isEmpty()) {
            return;
        }
        endOffsets.ask(undrained);
        for (TopicPartition partition : undrained) {
            List<ConsumerRecord<byte[], byte[]>> delivered = records.records(partition);
            long last = delivered.isEmpty()
                    ? -1
                    : delivered.get(delivered.size() - 1).offset();
            try {
                backlogs.read(partition, position(partition, Duration.ZERO), last);
            } catch (TimeoutException e) {
                backlogs.read(partition, -1, last); // not known yet: ask again after the next poll
            }
        }
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        pausedByStreams.addAll(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        pausedByStreams.removeAll(partitions);
        super.resume(partitions.stream()
                .filter(partition -> !holdBack.isHeld(partition))
                .toList());
    }

    /** Kafka Streams goes back, to what is committed: what is held comes again, after all that lies between. */
    @Override
    public void seek(TopicPartition partition, long offset) {
        letGo(List.of(partition));
        super.seek(partition, offset);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        letGo(List.of(partition));
        super.seek(partition, offset);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        letGo(partitions);
        super.seekToBeginning(partitions);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        letGo(partitions);
        super.seekToEnd(partitions);
    }

    private void letGo(Collection<TopicPartition> partitions) {
        List<TopicPartition> held = partitions.stream().filter(holdBack::isHeld).toList();
        held.forEach(holdBack::forget);
        super.resume(held.stream()
                .filter(partition -> !pausedByStreams.contains(partition))
                .toList());
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return holdBack.isHeld(partition) ? OptionalLong.of(0) : super.currentLag(partition);
    }
}
