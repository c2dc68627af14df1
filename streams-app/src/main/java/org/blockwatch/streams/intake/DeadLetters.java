package org.blockwatch.streams.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.blockwatch.schemas.DeadLetterRecord;
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
        Objects.requireNonNull(counters.get(reason)).increment();
        LOG.warn(
                "{}-{} offset {} becomes a dead letter: {}, {}",
                context.topic(),
                context.partition(),
                context.offset(),
                reason,
                detail);
        DeadLetterRecord.Received received = new DeadLetterRecord.Received(
                context.topic(),
                context.partition(),
                context.offset(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers());
        return List.of(DeadLetterRecord.of(received, reason.name(), detail, clock.now()));
    }
}
