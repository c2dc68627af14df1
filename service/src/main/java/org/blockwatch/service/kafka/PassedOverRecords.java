package org.blockwatch.service.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes over records that cannot be read: no byte on any topic may stop who follows it. Counts them, and tells of some,
 * so that nobody floods the log. For one thread.
 */
public final class PassedOverRecords {

    private static final Logger LOG = LoggerFactory.getLogger(PassedOverRecords.class);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);

    private static final Measure RECORDS = Measure.counter(
                    "blockwatch.records.passed.over",
                    "records",
                    "Records of the topics that are followed which could not be read",
                    Audience.ON_CALL)
            .byConfigured("topic", "the topics that are followed");

    /** Every measure of this class. */
    public static final List<Measure> MEASURES = List.of(RECORDS);

    private final Map<String, Counter> counters = new HashMap<>();
    private long untold;
    private long toldAt = System.nanoTime() - TELL_EVERY.toNanos();

    /** Registers the meters for these topics. */
    public PassedOverRecords(Collection<Topics> topics, MeterRegistry metrics) {
        for (Topics topic : topics) {
            counters.put(topic.topicName(), RECORDS.counter(metrics, topic.topicName()));
        }
    }

    /**
     * Reads a record of one of the topics, or passes over it.
     *
     * @param reading what takes the record in
     * @throws RetriableException if the registry is away: the record is to be read again
     */
    public void read(ConsumerRecord<byte[], byte[]> record, Runnable reading) {
        try {
            reading.run();
        } catch (RetriableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // whatever its bytes set off
            add(record, e);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record, Throwable why) {
        Objects.requireNonNull(counters.get(record.topic())).increment();
        untold++;
        if (System.nanoTime() - toldAt < TELL_EVERY.toNanos()) {
            return;
        }
        toldAt = System.nanoTime();
        LOG.warn(
                "Passing over a record that cannot be read, {}-{} offset {} ({} since the last such line): {}",
                record.topic(),
                record.partition(),
                record.offset(),
                untold,
                why instanceof SerializationException ? why.getMessage() : why.toString());
        untold = 0;
    }
}
