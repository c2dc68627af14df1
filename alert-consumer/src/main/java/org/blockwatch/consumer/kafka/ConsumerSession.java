package org.blockwatch.consumer.kafka;

import static org.blockwatch.schemas.Topics.PAGES;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.consumer.delivery.DeliveryPipeline;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.kafka.KafkaSession;
import org.blockwatch.service.kafka.RecordSerdes;
import org.blockwatch.service.kafka.TopicFollower;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer and one recorder, and what is between them. A step takes in requests, hands them to the pipeline at
 * once, and commits what has become of them since. Every transaction carries an offset of each partition that it tells of, so
 * that a consumer that has lost a partition unawares cannot record anything of it.
 *
 * <p>Whatever goes wrong with Kafka is thrown: the session is then closed and another one begun, which reads again what
 * was not committed. The pipeline and the trail see to it that nothing is sent twice for that.
 */
public final class ConsumerSession implements KafkaSession, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerSession.class);

    /** So often it is looked what has become of pages while no request comes. */
    private static final Duration STEP = Duration.ofMillis(50);

    /** How long a partition that is asked back waits for its pages under way. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordSerdes serdes;
    private final DeliveryPipeline pipeline;
    private final Supplier<CompletableFuture<Void>> caughtUp;
    private final OutcomeRecorder recorder;

    private final OffsetTracker<OutcomeRecorder.Outcome> offsets = new OffsetTracker<>();
    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private final Map<TopicPartition, CompletableFuture<Void>> held = new HashMap<>();
    private @Nullable Metric connections;
    private boolean joined;
    private boolean closing;

    /**
     * A session that ends with this consumer and recorder.
     *
     * @param caughtUp asks to know all that is recorded by now, see {@link TopicFollower#caughtUp}
     */
    public ConsumerSession(
            Consumer<byte[], byte[]> consumer,
            OutcomeRecorder recorder,
            RecordSerdes serdes,
            DeliveryPipeline pipeline,
            Supplier<CompletableFuture<Void>> caughtUp) {
        this.consumer = consumer;
        this.recorder = recorder;
        this.serdes = serdes;
        this.pipeline = pipeline;
        this.caughtUp = caughtUp;
    }

    /** Joins the group. */
    @Override
    public void open() {
        recorder.open();
        consumer.subscribe(List.of(PAGES.topicName()), this);
        connections = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count"))
                .findFirst()
                .orElse(null);
    }

    /** One round of the loop. */
    @Override
    public void step() {
        releaseHeld();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
            take(record);
        }
        pipeline.sendDue();
        commitNews();
    }

    /** Returns why no pages are sent just now, if so. */
    @Override
    public Optional<String> problem() {
        if (!joined) {
            return Optional.of("waits for its share of the partitions");
        }
        if (!held.isEmpty()) {
            return Optional.of("reads what is known of earlier pages");
        }
        return connected() ? Optional.empty() : Optional.of("has no connection to a broker");
    }

    /** A consumer does not throw while all brokers are away: it only says nothing. */
    private boolean connected() {
        return connections == null || (double) connections.metricValue() > 0;
    }

    private void take(ConsumerRecord<byte[], byte[]> received) {
        TopicPartition partition = new TopicPartition(received.topic(), received.partition());
        OffsetTracker.Entry entry = offsets.begin(partition, received.offset(), System.nanoTime());
        try {
            deliver(serdes.read(PAGES, PageRequest.class, received.value()), partition, entry);
        } catch (RetriableException e) {
            throw e; // the registry is away
        } catch (RuntimeException
                | StackOverflowError e) { // whatever its bytes set off: no request may stop the others
            refuse(received, entry, e instanceof SerializationException ? e.getMessage() : e.toString());
        }
    }

    private void deliver(PageRequest request, TopicPartition from, OffsetTracker.Entry entry) {
        pipeline.deliver(request, from, event -> news.add(() -> offsets.record(entry, recorder.outcome(event))))
                .thenAccept(finished -> news.add(() -> {
                    if (finished) {
                        offsets.finish(entry);
                    } else {
                        offsets.leave(entry);
                    }
                }));
    }

    private void refuse(ConsumerRecord<byte[], byte[]> received, OffsetTracker.Entry entry, @Nullable String why) {
        LOG.warn(
                "A page request at {}-{} offset {} cannot be read; it goes to {}: {}",
                received.topic(),
                received.partition(),
                received.offset(),
                Topics.DEAD_LETTERS.topicName(),
                why);
        offsets.record(entry, recorder.refusal(received, String.valueOf(why)));
        offsets.finish(entry);
    }

    private void commitNews() {
        for (Runnable next = news.poll(); next != null; next = news.poll()) {
            next.run();
        }
        recorder.commit(offsets, consumer.groupMetadata());
    }

    /** A partition is read only once it is known which of its pages are recorded already or not needed any more. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        consumer.pause(partitions);
        CompletableFuture<Void> known = caughtUp.get();
        partitions.forEach(partition -> held.put(partition, known));
    }

    private void releaseHeld() {
        Set<TopicPartition> released = new HashSet<>();
        held.forEach((partition, known) -> {
            if (known.isDone()) {
                released.add(partition);
            }
        });
        if (!released.isEmpty()) {
            consumer.resume(released);
            held.keySet().removeAll(released);
            LOG.info("Sending the pages of {} more partitions", released.size());
        }
    }

    /** Waits a little for pages under way, so that the next owner need not repeat them, and records them. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!closing) {
            settle(partitions);
        }
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        pipeline.giveUp(partitions);
        offsets.giveUp(partitions);
        held.keySet().removeAll(partitions);
    }

    /** Takes no more requests, and records what ends in time. */
    @Override
    public void finish() {
        settle(consumer.assignment());
    }

    private void settle(Collection<TopicPartition> partitions) {
        long limit = System.nanoTime() + SETTLE.toNanos();
        pipeline.giveUp(partitions);
        commitNews();
        while (offsets.isUnderWay(partitions) && System.nanoTime() - limit < 0) {
            awaitNews();
            commitNews();
        }
    }

    private void awaitNews() {
        try {
            Runnable next = news.poll(STEP.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Leaves the group. What is not committed by now is not; the broker undoes a transaction that was left open. */
    @Override
    public void close() {
        closing = true;
        pipeline.giveUp(consumer.assignment());
        try {
            recorder.close();
        } finally {
            consumer.close();
        }
    }
}
