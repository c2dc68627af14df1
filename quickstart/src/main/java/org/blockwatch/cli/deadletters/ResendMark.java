package org.blockwatch.cli.deadletters;

import static org.blockwatch.cli.deadletters.StoredLetter.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * That a letter was sent again. It lies behind the letter on the same partition, as a record without a value: so both go
 * when their time is over, and whoever reads the topic sees what has been dealt with. The record that was sent bears the
 * letter's name, too: if it is refused once more, the next letter leads back to the first.
 *
 * @param letter which
 * @param at when, by the clock of the machine that sent it
 * @param by who, as they called themselves
 * @param to topic and partition
 */
public record ResendMark(LetterId letter, Instant at, String by, String to) {

    /** On the mark and on the record sent again: the letter. */
    public static final String OF = "blockwatch.resent";

    static final String AT = "blockwatch.resent.at";
    static final String BY = "blockwatch.resent.by";
    static final String TO = "blockwatch.resent.to";

    /** Returns whether a record of the dead letters is a mark and no letter. */
    public static boolean isMark(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null
                && record.headers().lastHeader(OF) != null
                && record.headers().lastHeader(TO) != null;
    }

    static Optional<ResendMark> of(ConsumerRecord<byte[], byte[]> record) {
        if (!isMark(record)) {
            return Optional.empty();
        }
        return Optional.of(new ResendMark(
                LetterId.parse(known(text(record, OF))),
                Instant.parse(known(text(record, AT))),
                known(text(record, BY)),
                known(text(record, TO))));
    }

    /** Returns the mark as a record behind the letter. */
    ProducerRecord<byte[], byte[]> record(String topic, byte @Nullable [] key) {
        var mark = new ProducerRecord<byte[], byte[]>(topic, letter.partition(), key, null);
        tell(mark.headers());
        put(mark.headers(), TO, to);
        return mark;
    }

    /** Writes on the record that is sent again where it comes from. */
    void tell(Headers headers) {
        Map.of(OF, letter.toString(), AT, at.toString(), BY, by).forEach((name, value) -> put(headers, name, value));
    }

    static String place(TopicPartition partition) {
        return partition.topic() + " " + partition.partition();
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String known(@Nullable String text) {
        return text == null ? "?" : text;
    }
}
