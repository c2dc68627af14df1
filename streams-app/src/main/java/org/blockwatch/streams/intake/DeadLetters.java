package org.blockwatch.streams.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters: the key, bytes and headers of a record as they were received, and headers that say why it was refused and where it
 * lay. They leave with the transaction that steps over the record.
 */
public final class DeadLetters {
    /** Under this key Kafka Streams hands the one instance to the exception handlers that it creates by class name. */
    public static final String CONFIG = "blockwatch.dead.letters";

    public static final String REASON = "blockwatch.reason";
    public static final String DETAIL = "blockwatch.detail";
    public static final String SOURCE_TOPIC = "blockwatch.source.topic";
    public static final String SOURCE_PARTITION = "blockwatch.source.partition";
    public static final String SOURCE_OFFSET = "blockwatch.source.offset";
    public static final String AT = "blockwatch.at";
    /** How long the value was, in bytes, where it had to be cut to be written at all. */
    public static final String CUT_FROM = "blockwatch.cut.from";

    /** Leaves room for the headers below the broker's limit of 1 MiB a record: a letter too large to write would stop the partition. */
    private static final int LARGEST = 1_000_000;

    private static final int LONGEST_DETAIL = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    static final Measure LETTERS = Measure.counter(
                    "blockwatch.dead.letters",
                    "records",
                    "Records refused and written to the dead-letter topic, by reason",
                    Audience.FEEDS)
            .by("reason", Reason.values());

    private final EngineClock clock;
    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    public DeadLetters(EngineClock clock, MeterRegistry meters) {
        this.clock = clock;
        for (Reason reason : Reason.values()) {
            counters.put(reason, LETTERS.counter(meters, reason.name()));
        }
    }

    /** The letter for the record in {@code context}; counted and logged. */
    List<ProducerRecord<byte[], byte[]>> write(ErrorHandlerContext context, Reason reason, String detail) {
        counters.get(reason).increment();
        LOG.warn(
                "{}-{} offset {} becomes a dead letter: {}, {}",
                context.topic(),
                context.partition(),
                context.offset(),
                reason,
                detail);
        Headers headers = new RecordHeaders(context.headers().toArray());
        put(headers, REASON, reason.name());
        put(headers, DETAIL, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        put(headers, SOURCE_TOPIC, context.topic());
        put(headers, SOURCE_PARTITION, Integer.toString(context.partition()));
        put(headers, SOURCE_OFFSET, Long.toString(context.offset()));
        put(headers, AT, clock.now().toString());
        byte[] value = context.sourceRawValue();
        if (value != null && value.length > LARGEST) {
            put(headers, CUT_FROM, Integer.toString(value.length));
            value = Arrays.copyOf(value, LARGEST);
        }
        return List.of(new ProducerRecord<>(
                Topics.DEAD_LETTERS.topicName(), null, null, context.sourceRawKey(), value, headers));
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
