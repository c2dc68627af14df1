package org.blockwatch.streams.intake;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Remembers since when the last stable offset of each partition has stood still before its end. Behind a transaction
 * that somebody has left open, readers that read committed records only get nothing, until the broker ends it.
 *
 * <p>Thread-safe. Time is handed in, in nanoseconds of a clock that nobody sets.
 */
final class StableOffsets {

    private record Standstill(long stable, long since) {}

    private final Map<TopicPartition, Standstill> held = new HashMap<>();

    /**
     * Takes note of a partition.
     *
     * @param stable the last stable offset: readers of committed records read up to it
     * @param end the high watermark
     */
    synchronized void observe(TopicPartition partition, long stable, long end, long now) {
        if (stable >= end) {
            held.remove(partition);
        } else if (held.getOrDefault(partition, new Standstill(-1, now)).stable() != stable) {
            held.put(partition, new Standstill(stable, now));
        }
    }

    /** Returns for how long the partition of this topic that is held up longest has been; zero if none is. */
    synchronized Duration heldUp(String topic, long now) {
        return held.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .map(entry -> Duration.ofNanos(now - entry.getValue().since()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
