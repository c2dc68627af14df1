package org.blockwatch.streams.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that wait at the consumer because their schema is not known yet: of each partition the first such record, before which
 * reading has to stop. Confined to the consumer's thread.
 */
final class HeldRecords {
    private static final Logger LOG = LoggerFactory.getLogger(HeldRecords.class);

    private final SchemaWatch schemas;
    private final Map<TopicPartition, ConsumerRecord<byte[], byte[]>> held = new HashMap<>();

    HeldRecords(SchemaWatch schemas) {
        this.schemas = schemas;
    }

    /**
     * What was polled, up to the first record of each partition that cannot be read yet; that one is held from now on.
     *
     * @param stop is told each partition held and the offset at which it has to go on
     */
    ConsumerRecords<byte[], byte[]> sift(ConsumerRecords<byte[], byte[]> polled, ObjLongConsumer<TopicPartition> stop) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
        boolean anyHeld = false;
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            int readable = readable(records);
            if (readable < records.size()) {
                ConsumerRecord<byte[], byte[]> first = records.get(readable);
                held.put(partition, first);
                next.put(partition, new OffsetAndMetadata(first.offset(), first.leaderEpoch(), ""));
                stop.accept(partition, first.offset());
                anyHeld = true;
                LOG.info("{} waits at offset {} until the schema of its record is known", partition, first.offset());
            }
            if (readable > 0) {
                kept.put(partition, records.subList(0, readable));
            }
        }
        return anyHeld ? new ConsumerRecords<>(kept, next) : polled;
    }

    private int readable(List<ConsumerRecord<byte[], byte[]>> records) {
        int readable = 0;
        while (readable < records.size() && isReadable(records.get(readable))) {
            readable++;
        }
        return readable;
    }

    private boolean isReadable(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null || schemas.isReadable(record.topic(), record.value());
    }

    boolean isHeld(TopicPartition partition) {
        return held.containsKey(partition);
    }

    /** Forgets a partition that somebody has set to another offset. */
    void forget(TopicPartition partition) {
        held.remove(partition);
    }

    /** Lets go of what can be read by now and of partitions no longer {@code assigned}; returns what reading goes on with. */
    Set<TopicPartition> release(Set<TopicPartition> assigned) {
        if (held.isEmpty()) {
            return Set.of();
        }
        held.keySet().retainAll(assigned);
        Set<TopicPartition> released = new HashSet<>();
        held.entrySet().removeIf(entry -> isReadable(entry.getValue()) && released.add(entry.getKey()));
        return released;
    }
}
