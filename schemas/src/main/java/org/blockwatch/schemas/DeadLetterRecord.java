package org.blockwatch.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that was refused, as it goes to the dead letters: key, bytes and headers as received, and headers that say why and
 * where it lay. It is always small enough to be written: one that the brokers refuse would stop the partition it came from.
 */
public final class DeadLetterRecord {

    public static final String REASON = "blockwatch.reason";
    public static final String DETAIL = "blockwatch.detail";
    public static final String SOURCE_TOPIC = "blockwatch.source.topic";
    public static final String SOURCE_PARTITION = "blockwatch.source.partition";
    public static final String SOURCE_OFFSET = "blockwatch.source.offset";
    public static final String AT = "blockwatch.at";
    /** How many bytes key, value and headers had, where some had to be left out to write it at all. */
    public static final String CUT_FROM = "blockwatch.cut.from";

    /** Leaves room for our own headers below the brokers' limit of 1 MiB a record. */
    static final int LARGEST = 1_000_000;

    private static final int LARGEST_KEY = 100_000;
    private static final int LARGEST_HEADERS = 100_000;
    private static final int LONGEST_DETAIL = 1_000;

    private DeadLetterRecord() {}

    /**
     * A record as it was received.
     *
     * @param topic where it lay
     */
    public record Received(
            String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {

        private int size() {
            return length(key) + length(value) + headersSize();
        }

        private int headersSize() {
            int size = 0;
            for (Header header : headers) {
                size += header.key().length() * 3 + length(header.value()) + 2 * Integer.BYTES;
            }
            return size;
        }
    }

    /** Returns the letter for a record that was refused for a reason. */
    public static ProducerRecord<byte[], byte[]> of(Received received, String reason, String detail, Instant at) {
        boolean headersFit = received.headersSize() <= LARGEST_HEADERS;
        Headers headers = new RecordHeaders(headersFit ? received.headers().toArray() : new Header[0]);
        byte[] key = cut(received.key(), LARGEST_KEY);
        int left = LARGEST - length(key) - (headersFit ? received.headersSize() : 0);
        byte[] value = cut(received.value(), left);
        put(headers, REASON, reason);
        put(headers, DETAIL, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        put(headers, SOURCE_TOPIC, received.topic());
        put(headers, SOURCE_PARTITION, Integer.toString(received.partition()));
        put(headers, SOURCE_OFFSET, Long.toString(received.offset()));
        put(headers, AT, at.toString());
        headers.remove(CUT_FROM);
        if (!headersFit || key != received.key() || value != received.value()) {
            put(headers, CUT_FROM, Integer.toString(received.size()));
        }
        return new ProducerRecord<>(Topics.DEAD_LETTERS.topicName(), null, null, key, value, headers);
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }
}
