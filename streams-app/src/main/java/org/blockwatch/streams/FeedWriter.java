package org.blockwatch.streams;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.detection.FeedArrivals;
import org.blockwatch.streams.timer.TimerMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells boards, every few seconds by the wall, that this instance lives, how far it has judged, and what it has heard of each feed. Has a
 * thread and a producer of its own: no stream thread waits for it, and it says the truth about stream threads that hang.
 */
final class FeedWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWriter.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final String ENGINE = "engine:";

    private final String instance;
    private final Serializer<SpecificRecord> serializer;
    private final FeedArrivals feeds;
    private final TimerMeters timers;
    private final EngineClock clock;
    private final Producer<byte[], byte[]> producer;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "feeds"));
    private boolean told;

    /** @param client what Kafka clients are to be made with */
    FeedWriter(
            Map<String, String> client,
            String instance,
            Serializer<SpecificRecord> serializer,
            FeedArrivals feeds,
            TimerMeters timers,
            EngineClock clock) {
        this.instance = instance;
        this.serializer = serializer;
        this.feeds = feeds;
        this.timers = timers;
        this.clock = clock;
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) EVERY.toMillis());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(config);
    }

    /** Names an instance where nobody has: by its host and its process. */
    static String nameOfThisProcess() {
        String process = "-" + ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + process;
        } catch (UnknownHostException e) {
            return "instance" + process;
        }
    }

    void start() {
        schedule.scheduleWithFixedDelay(this::write, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void write() {
        try {
            List<FeedState> rows = new ArrayList<>(feeds.rows());
            rows.add(FeedState.newBuilder()
                    .setSource(ENGINE + instance)
                    .setKind(FeedKind.ENGINE)
                    .setAt(clock.now())
                    .setWatermark(timers.doneThrough().orElse(null))
                    .setPartitions(List.copyOf(timers.partitions()))
                    .setCanaryAt(feeds.canaryAt())
                    .setNote(timers.lateness().orElse(null))
                    .build());
            for (FeedState row : rows) {
                send(row.getSource(), serializer.serialize(Topics.FEEDS.topicName(), row));
            }
        } catch (RuntimeException e) { // it is tried again soon; a board notices meanwhile
            failed(e);
        }
    }

    private void send(String source, byte[] value) {
        producer.send(
                new ProducerRecord<>(Topics.FEEDS.topicName(), source.getBytes(StandardCharsets.UTF_8), value),
                (sent, e) -> {
                    if (e != null) {
                        failed(e);
                    }
                });
    }

    /** Told once: brokers that are away are told of elsewhere, and every few seconds would flood the log. */
    private synchronized void failed(Exception e) {
        if (!told) {
            told = true;
            LOG.warn("Ward boards cannot be told how feeds and engine stand: {}", e.toString());
        }
    }

    /** Stops, and takes the row of this instance back: one that is gone on purpose is not one that hangs. */
    @Override
    public void close() {
        schedule.shutdownNow();
        try {
            schedule.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
            producer.send(new ProducerRecord<>(
                    Topics.FEEDS.topicName(), (ENGINE + instance).getBytes(StandardCharsets.UTF_8), null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
        producer.close(STOP);
    }
}
