package org.blockwatch.consumer.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which requests are under way, and what the next transaction has to hold: what is to be recorded of them since, and for
 * each partition the offset before which all requests are finished. Requests finish in any order; a slow one holds back
 * the offset, but nobody's record. Used by one thread.
 *
 * @param <R> what is recorded
 */
final class OffsetTracker<R> {

    private final Map<TopicPartition, Page<R>> pages = new HashMap<>();

    /**
     * A request that is under way.
     *
     * @param since when it came, by {@link System#nanoTime}
     */
    record Entry(TopicPartition partition, long offset, long since) {}

    /**
     * What one transaction holds.
     *
     * @param records in the order in which they came
     * @param offsets the next offset to read, of every partition that the transaction says something of
     */
    record Batch<R>(List<R> records, Map<TopicPartition, Long> offsets) {
        boolean isEmpty() {
            return offsets.isEmpty();
        }
    }

    /** Opens a request. Offsets of a partition come in order. */
    Entry begin(TopicPartition partition, long offset, long since) {
        Entry entry = new Entry(partition, offset, since);
        pages.computeIfAbsent(partition, first -> new Page<>(offset)).begin(entry);
        return entry;
    }

    /** Notes what is to be recorded of a request. Does nothing if the request is finished, or its partition given up. */
    void record(Entry entry, R record) {
        open(entry).ifPresent(page -> page.records.add(record));
    }

    /** Notes that a request is finished. */
    void finish(Entry entry) {
        open(entry).ifPresent(page -> page.open.remove(entry.offset()));
    }

    /** Leaves a request unfinished: nothing more is done for it here. */
    void leave(Entry entry) {
        open(entry).ifPresent(page -> page.left.add(entry));
    }

    private Optional<Page<R>> open(Entry entry) {
        return Optional.ofNullable(pages.get(entry.partition())).filter(page -> page.open.get(entry.offset()) == entry);
    }

    /** Returns all that is recorded or finished, and not committed. Stays due until {@link #committed}. */
    Batch<R> due() {
        Batch<R> due = new Batch<>(new ArrayList<>(), new HashMap<>());
        pages.forEach((partition, page) -> {
            if (!page.records.isEmpty() || page.prefix() != page.committed) {
                due.records.addAll(page.records);
                due.offsets.put(partition, page.prefix());
            }
        });
        return due;
    }

    /** Notes that what was {@link #due} just now has been committed. */
    void committed(Batch<R> batch) {
        batch.offsets.forEach((partition, offset) -> {
            Page<R> page = Objects.requireNonNull(pages.get(partition));
            page.records.clear();
            page.committed = offset;
        });
    }

    /** Gives up partitions: what is not committed of them is read again by their next owner. */
    void giveUp(Collection<TopicPartition> partitions) {
        partitions.forEach(pages::remove);
    }

    /** Returns whether anything is still being done for requests of these partitions. */
    boolean isUnderWay(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(pages::get)
                .anyMatch(page -> page != null && page.open.size() > page.left.size());
    }

    /** Returns since when the oldest unfinished request is under way. */
    OptionalLong oldestSince() {
        return pages.values().stream()
                .filter(page -> !page.open.isEmpty())
                .mapToLong(page -> page.open.firstEntry().getValue().since)
                .min();
    }

    /** One partition's page of the ledger. */
    private static final class Page<R> {
        final TreeMap<Long, Entry> open = new TreeMap<>();
        final Set<Entry> left = new HashSet<>();
        final List<R> records = new ArrayList<>();
        long next;
        long committed;

        Page(long first) {
            next = first;
            committed = first;
        }

        void begin(Entry entry) {
            next = entry.offset() + 1;
            open.put(entry.offset(), entry);
        }

        long prefix() {
            return open.isEmpty() ? next : open.firstKey();
        }
    }
}
