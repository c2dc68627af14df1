package org.blockwatch.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which requests are under way, and what the next transaction has to hold: the record of every attempt that has ended
 * since, and for each partition the offset before which all requests are finished. Attempts end in any order; a slow one
 * holds back the offset, but nobody's record. Used by one thread.
 *
 * @param <R> what is recorded of an attempt
 */
final class Ledger<R> {

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
     * @param records in the order in which the attempts ended
     * @param offsets the next offset to read, of every partition that the transaction says something of
     */
    record Batch<R>(List<R> records, Map<TopicPartition, Long> offsets) {
        boolean isEmpty() {
            return offsets.isEmpty();
        }
    }

    /** Opens a request of so many attempts. Offsets of a partition come in order. */
    Entry begin(TopicPartition partition, long offset, int attempts, long since) {
        Entry entry = new Entry(partition, offset, since);
        pages.computeIfAbsent(partition, first -> new Page<>(offset)).begin(entry, attempts);
        return entry;
    }

    /** One attempt of this request has ended. Ignored if the request has been given up meanwhile. */
    void finish(Entry entry, Optional<R> record) {
        Page<R> page = pages.get(entry.partition());
        if (page != null) {
            page.finish(entry, record);
        }
    }

    /** All that is finished and not committed. Stays due until {@link #committed}. */
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

    /** What was {@link #due} just now has been committed. */
    void committed(Batch<R> batch) {
        batch.offsets.forEach((partition, offset) -> {
            Page<R> page = pages.get(partition);
            page.records.clear();
            page.committed = offset;
        });
    }

    /** Gives up partitions: what is not committed of them is read again by their next owner. */
    void giveUp(Collection<TopicPartition> partitions) {
        partitions.forEach(pages::remove);
    }

    /** Whether all requests of these partitions are finished. */
    boolean allFinished(Collection<TopicPartition> partitions) {
        return partitions.stream().map(pages::get).allMatch(page -> page == null || page.open.isEmpty());
    }

    /** Since when the oldest unfinished request is under way. */
    OptionalLong oldestSince() {
        return pages.values().stream()
                .filter(page -> !page.open.isEmpty())
                .mapToLong(page -> page.open.firstEntry().getValue().entry.since)
                .min();
    }

    /** One partition's page of the ledger. */
    private static final class Page<R> {
        final TreeMap<Long, Open> open = new TreeMap<>();
        final List<R> records = new ArrayList<>();
        long next;
        long committed;

        Page(long first) {
            next = first;
            committed = first;
        }

        void begin(Entry entry, int attempts) {
            next = entry.offset() + 1;
            open.put(entry.offset(), new Open(entry, attempts));
        }

        void finish(Entry entry, Optional<R> record) {
            Open request = open.get(entry.offset());
            if (request == null || request.entry != entry) {
                return;
            }
            record.ifPresent(records::add);
            if (--request.attempts <= 0) {
                open.remove(entry.offset());
            }
        }

        long prefix() {
            return open.isEmpty() ? next : open.firstKey();
        }
    }

    private static final class Open {
        final Entry entry;
        int attempts;

        Open(Entry entry, int attempts) {
            this.entry = entry;
            this.attempts = attempts;
        }
    }
}
