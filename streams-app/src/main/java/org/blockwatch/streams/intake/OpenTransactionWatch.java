package org.blockwatch.streams.intake;

import static org.blockwatch.service.meter.Audience.PLATFORM;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.meter.Measure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches every keyed topic for a transaction that somebody has left open, and shows for how long it has held the
 * readers up. Has a thread of its own: no stream thread waits for it.
 */
public final class OpenTransactionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactionWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final List<String> TOPICS = Arrays.stream(Topics.values())
            .filter(Topics::keyed)
            .map(Topics::topicName)
            .toList();

    static final Measure HELD_UP = Measure.age(
                    "blockwatch.stable.offset.age",
                    "For how long an open transaction has held up a partition of this topic",
                    PLATFORM)
            .by("topic", TOPICS);

    private final Admin admin;
    private final int partitions;
    private final StableOffsets offsets = new StableOffsets();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "open-transaction-watch");
        made.setDaemon(true);
        return made;
    });

    /** @param partitions partition count of every keyed topic */
    public OpenTransactionWatch(Admin admin, int partitions, MeterRegistry meters) {
        this.admin = admin;
        this.partitions = partitions;
        TOPICS.forEach(topic -> HELD_UP.gauge(
                meters, () -> offsets.heldUp(topic, System.nanoTime()).toMillis() / 1000.0, topic));
    }

    /** Begins to look, every 5 s. */
    public void start() {
        thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        try {
            // The stable offset first: asked for afterwards it could already lie beyond the end.
            Map<TopicPartition, ListOffsetsResultInfo> stable = ask(IsolationLevel.READ_COMMITTED);
            Map<TopicPartition, ListOffsetsResultInfo> ends = ask(IsolationLevel.READ_UNCOMMITTED);
            stable.forEach((partition, offset) -> offsets.observe(
                    partition,
                    offset.offset(),
                    Objects.requireNonNull(ends.get(partition)).offset(),
                    System.nanoTime()));
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The brokers did not tell where topics end; they are asked again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ask(IsolationLevel isolation)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = TOPICS.stream()
                .flatMap(topic -> IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get(INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
