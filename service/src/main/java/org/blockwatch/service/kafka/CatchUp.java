package org.blockwatch.service.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits for a reader to have read all that had been written when they asked, transactions included that were still
 * open then: what the last owner of a partition has recorded must be seen even if its transaction has just been committed.
 */
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** A page is rather sent twice under one id than kept back for longer than this. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final Map<CompletableFuture<Void>, Map<TopicPartition, Long>> waiting = new HashMap<>();

    /**
     * Asks, from any thread.
     *
     * @return completes when all has been read, or after a minute without that
     */
    CompletableFuture<Void> ask() {
        return askPatiently()
                .copy()
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    LOG.warn(
                            "What is known of earlier pages is not up to date after {} s; pages go out all the same,"
                                    + " some perhaps again under the same id",
                            LIMIT.toSeconds());
                    return null;
                });
    }

    /** Asks, from any thread; completes when all has been read, however long that takes. */
    CompletableFuture<Void> askPatiently() {
        CompletableFuture<Void> known = new CompletableFuture<>();
        asked.add(known);
        return known;
    }

    /** Tells those who wait how far the reader has come. Called by the reader's thread after each poll. */
    void look(Consumer<byte[], byte[]> reader, Admin admin) {
        for (CompletableFuture<Void> known = asked.peek(); known != null; known = asked.peek()) {
            waiting.put(known, ends(admin, reader.assignment()));
            asked.remove();
        }
        waiting.entrySet()
                .removeIf(wait ->
                        reached(reader, wait.getValue()) && wait.getKey().complete(null));
    }

    /** Begins again, as the reader does. */
    void again() {
        asked.addAll(waiting.keySet());
        waiting.clear();
    }

    private static boolean reached(Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Collection<TopicPartition> partitions) {
        try {
            return admin
                    .listOffsets(
                            partitions.stream()
                                    .collect(
                                            Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
