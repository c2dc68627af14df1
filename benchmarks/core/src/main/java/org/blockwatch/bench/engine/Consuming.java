package org.blockwatch.bench.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.blockwatch.bench.engine.MeasuredEngine.Running;
import org.blockwatch.schemas.Topics;

/** A consumer of all statements on a thread of its own: the loop that engines without a framework have. */
public final class Consuming implements Running {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean assigned;

    /** What is done with them. */
    public interface Work extends AutoCloseable {
        void take(ConsumerRecords<byte[], byte[]> records, KafkaConsumer<byte[], byte[]> consumer);

        @Override
        void close();
    }

    /** Starts the thread; the work is its own. */
    public Consuming(Map<String, Object> settings, Work work) {
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(Topics.STATEMENTS.stream().map(Topics::topicName).toList());
        thread = new Thread(() -> run(work), "consuming");
        thread.start();
    }

    private void run(Work work) {
        try (consumer;
                work) {
            while (!closing.get()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                assigned = !consumer.assignment().isEmpty();
                work.take(records, consumer);
            }
        } catch (WakeupException e) {
            // asked to stop
        }
    }

    @Override
    public boolean isReady() {
        return assigned;
    }

    @Override
    public void close() throws InterruptedException {
        closing.set(true);
        consumer.wakeup();
        thread.join();
    }
}
