package org.blockwatch.streams.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.internals.FailedProcessingException;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which work has failed in this process, and how often: the answer to a defect that one record or one patient sets off.
 *
 * <p>To go on after a failure would keep half of what was written and could lose a page; so the task fails, its transaction is undone and
 * the work is tried again. To try for ever would stop the pages of every other patient; so work that has failed as often as is tolerated
 * is set aside <em>before</em> it writes anything: a record becomes a dead letter, a wake-up is put off. Both are logged as errors and
 * counted for operations.
 *
 * <p>Failures of Kafka itself (a broker that cannot be reached, a store that cannot be read) say nothing about the work and do not count.
 *
 * <p>Thread-safe. Kept in memory: a new process tries everything again.
 */
public final class FailureCounts {
    /** Under this key Kafka Streams hands the one instance to the exception handler that it creates by class name. */
    public static final String CONFIG = "blockwatch.failures";

    /** The first may be bad luck, the second is the work's own. */
    static final int TOLERATED = 2;

    static final Measure REPEATED = Measure.counter(
            "blockwatch.offset.failures.repeated",
            "attempts",
            "Attempts at an offset that failed though the same offset had failed before: a record that stops its partition",
            Audience.ON_CALL);

    private static final int REMEMBERED = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(FailureCounts.class);

    static final Measure FAILED = Measure.counter(
            "blockwatch.processing.failures",
            "attempts",
            "Attempts at a record or a wake-up that failed and were undone",
            Audience.ON_CALL);

    static final Measure SET_ASIDE = Measure.counter(
            "blockwatch.wakeups.set.aside",
            "wake-ups",
            "Wake-ups put off because they fail each time: their patient is not judged or paged for",
            Audience.ON_CALL);

    private final Counter failed;
    private final Counter setAside;
    private final Counter repeated;
    private final Map<String, Integer> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    public FailureCounts(MeterRegistry meters) {
        this.failed = FAILED.counter(meters);
        this.setAside = SET_ASIDE.counter(meters);
        this.repeated = REPEATED.counter(meters);
    }

    /** The name, as work, of a record. */
    static String record(String topic, int partition, long offset) {
        return topic + "-" + partition + " offset " + offset;
    }

    /** Whether {@code work} has failed as often as is tolerated and must not be tried again. */
    public synchronized boolean exhausted(String work) {
        return counts.getOrDefault(work, 0) >= TOLERATED;
    }

    /**
     * Keeps a record out that has failed as often as is tolerated.
     *
     * @throws Refusal PROCESSING_FAILED
     */
    void refuse(RecordMetadata source) {
        String work = record(source.topic(), source.partition(), source.offset());
        if (exhausted(work)) {
            throw new Refusal(Refusal.Reason.PROCESSING_FAILED, work + " failed " + TOLERATED + " times; see the log");
        }
    }

    /**
     * Notes that {@code work} failed, unless the fault was Kafka's.
     *
     * @param told what log lines call it, without the id of a patient
     */
    public synchronized void failed(String work, String told, Throwable why) {
        failed.increment();
        Throwable cause = why instanceof FailedProcessingException && why.getCause() != null ? why.getCause() : why;
        if (!isOfKafka(cause)) {
            int times = count(work);
            LOG.error("{} failed ({} of {} attempts) and is undone", told, times, TOLERATED, cause);
        }
    }

    /** Kafka's own, and not what a serializer of ours has found, which Kafka Streams hands on as its own. */
    private static boolean isOfKafka(Throwable cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return cause instanceof KafkaException && !(innermost instanceof IllegalStateException);
    }

    /**
     * Notes that a record could not be read because somebody who has to be asked did not answer. The thread dies of it and
     * another one tries again, as often as it takes.
     */
    synchronized void unreadable(String topic, int partition, long offset) {
        String work = record(topic, partition, offset);
        int times = count("reading " + work);
        LOG.error("{} could not be read (attempt {}); what follows on its partition waits", work, times);
    }

    private int count(String work) {
        int times = counts.merge(work, 1, Integer::sum);
        if (times > 1) {
            repeated.increment();
        }
        return times;
    }

    /** Notes that a wake-up was put off, which log lines call {@code told}. */
    public void putOff(String told) {
        setAside.increment();
        LOG.error("{} is put off: it failed {} times. Its patient is not being judged.", told, TOLERATED);
    }
}
