package org.blockwatch.streams.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drain gate of a running application: what lay in each partition when it was assigned and is not processed yet.
 *
 * <p>Consumers report what they are assigned and how far they have read; processors report what they have in hand, and ask. If a task
 * has not caught up some time after it first asked, its gate opens anyway, logged and counted: a topic that cannot be read (a broker
 * gone, a schema unknown) must not silence the timers.
 *
 * <p>Thread-safe: shared by the stream threads.
 */
public final class BacklogTracker implements DrainGate {
    /** How long timers wait for the past, at most. A design default [D]. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(BacklogTracker.class);

    static final Measure TIMEOUTS = Measure.counter(
            "blockwatch.drain.timeouts",
            "tasks",
            "Tasks whose timers began to fire before the past of their topics had been read",
            Audience.PLATFORM);

    private final Duration patience;
    private final Counter impatience;
    private final Map<TopicPartition, Backlog> undrained = new HashMap<>();
    private final Map<Integer, Long> firstAsked = new HashMap<>();

    /** Tasks that are not judged yet, and up to when they have to be: until the gate opens, nobody knows. */
    private final Map<Integer, Optional<Instant>> unjudged = new HashMap<>();

    /** One partition's past: the records before {@code end}. */
    private static final class Backlog {
        private static final long UNKNOWN = Long.MAX_VALUE;

        private long end = UNKNOWN;
        private long position = -1;
        private long delivered = -1;
        private long processed = -1;

        /** The position counts too: the last offsets may be transaction markers, which nobody is handed. */
        private boolean isDrained() {
            return position >= end && processed >= delivered;
        }
    }

    public BacklogTracker(Duration patience, MeterRegistry meters) {
        this.patience = patience;
        this.impatience = TIMEOUTS.counter(meters);
    }

    /** A consumer was assigned {@code partition}: it has a past, up to an end still to be asked for. */
    synchronized void assigned(TopicPartition partition) {
        undrained.put(partition, new Backlog());
        firstAsked.remove(partition.partition());
        unjudged.put(partition.partition(), Optional.empty());
    }

    /** A consumer has lost {@code partition}. */
    synchronized void revoked(TopicPartition partition) {
        undrained.remove(partition);
    }

    /** Which of {@code partitions} are not known to be drained. */
    synchronized Set<TopicPartition> undrained(Set<TopicPartition> partitions) {
        return partitions.stream().filter(undrained::containsKey).collect(Collectors.toUnmodifiableSet());
    }

    /** Which of {@code partitions} have a past of which nobody has said yet where it ends. */
    synchronized Set<TopicPartition> endless(Set<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition ->
                        undrained.containsKey(partition) && undrained.get(partition).end == Backlog.UNKNOWN)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The past of {@code partition} ends before offset {@code end}. */
    synchronized void endsAt(TopicPartition partition, long end) {
        Backlog backlog = undrained.get(partition);
        if (backlog != null) {
            backlog.end = end;
        }
    }

    /** A consumer has handed over all records before {@code position}, the last of them at {@code delivered} (-1: none now). */
    synchronized void read(TopicPartition partition, long position, long delivered) {
        Backlog backlog = undrained.get(partition);
        if (backlog != null) {
            backlog.position = position;
            backlog.delivered = Math.max(backlog.delivered, delivered);
        }
    }

    @Override
    public synchronized void processed(String topic, int partition, long offset) {
        if (!undrained.isEmpty()) {
            Backlog backlog = undrained.get(new TopicPartition(topic, partition));
            if (backlog != null) {
                backlog.processed = Math.max(backlog.processed, offset);
            }
        }
    }

    @Override
    public synchronized boolean isOpen(int partition) {
        if (undrained.isEmpty()) {
            return true;
        }
        undrained
                .entrySet()
                .removeIf(entry -> entry.getKey().partition() == partition
                        && entry.getValue().isDrained());
        Set<TopicPartition> left = undrained.keySet().stream()
                .filter(topic -> topic.partition() == partition)
                .collect(Collectors.toUnmodifiableSet());
        if (left.isEmpty()) {
            return true;
        }
        long asked = firstAsked.computeIfAbsent(partition, first -> System.nanoTime());
        if (System.nanoTime() - asked < patience.toNanos()) {
            return false;
        }
        impatience.increment();
        LOG.warn(
                "Timers of partition {} fire though {} have not been read to the end they had at the start",
                partition,
                left);
        left.forEach(undrained::remove);
        return true;
    }

    @Override
    public synchronized void judged(int partition, Instant through, Instant now) {
        Optional<Instant> opened = unjudged.get(partition);
        if (opened != null) {
            Instant until =
                    opened.orElse(now.truncatedTo(ChronoUnit.MILLIS)); // so exactly does a timer know what it has done
            if (through.isBefore(until)) {
                unjudged.put(partition, Optional.of(until));
            } else {
                unjudged.remove(partition);
            }
        }
    }

    @Override
    public synchronized boolean isJudged(int partition) {
        return !unjudged.containsKey(partition);
    }
}
