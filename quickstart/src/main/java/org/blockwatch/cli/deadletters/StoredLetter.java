package org.blockwatch.cli.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.blockwatch.schemas.DeadLetterRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it lies on its topic.
 *
 * @param setAsideAt by the engine's clock; by the broker's where the letter does not say
 * @param reason from the closed list; {@code UNKNOWN} where the letter has none
 * @param detail what is wrong, for people
 * @param source the topic from which it came
 * @param record key, bytes and headers
 */
public record StoredLetter(
        LetterId id,
        Instant setAsideAt,
        String reason,
        String detail,
        String source,
        ConsumerRecord<byte[], byte[]> record) {

    private static final String UNKNOWN = "UNKNOWN";

    static StoredLetter of(ConsumerRecord<byte[], byte[]> record) {
        return new StoredLetter(
                new LetterId(record.partition(), record.offset()),
                instant(text(record, DeadLetterRecord.AT), record.timestamp()),
                or(text(record, DeadLetterRecord.REASON), UNKNOWN),
                or(text(record, DeadLetterRecord.DETAIL), ""),
                or(text(record, DeadLetterRecord.SOURCE_TOPIC), UNKNOWN),
                record);
    }

    /** Returns the key as text, which should be the patientId; null if there is none. */
    public @Nullable String key() {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** Returns where on its topic the record lay, such as {@code 3@15077}. */
    public String sourcePlace() {
        return "%s@%s"
                .formatted(
                        or(text(record, DeadLetterRecord.SOURCE_PARTITION), "?"),
                        or(text(record, DeadLetterRecord.SOURCE_OFFSET), "?"));
    }

    /** Returns whether its bytes were too many to be kept whole. */
    boolean isCut() {
        return record.headers().lastHeader(DeadLetterRecord.CUT_FROM) != null;
    }

    static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String header) {
        var found = record.headers().lastHeader(header);
        return found == null || found.value() == null ? null : new String(found.value(), StandardCharsets.UTF_8);
    }

    private static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }

    private static Instant instant(@Nullable String text, long otherwise) {
        try {
            return text == null ? Instant.ofEpochMilli(otherwise) : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(otherwise);
        }
    }
}
