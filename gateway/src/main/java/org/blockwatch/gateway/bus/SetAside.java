package org.blockwatch.gateway.bus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.schemas.Topics;
import org.jspecify.annotations.Nullable;

/** Writes messages down as received: those that cannot be used to the dead letters, all to the topic of raw messages where the site wants that. */
public final class SetAside {

    /** The reason of every dead letter of the gateway. */
    public static final String REASON = "UNUSABLE_MESSAGE";

    /** Leaves room for the headers below the broker's limit of 1 MiB a record. */
    private static final int LARGEST = 1_000_000;

    private static final int LONGEST_DETAIL = 1_000;

    private SetAside() {}

    /**
     * Returns a message that cannot be used, or not whole.
     *
     * @param patientId whose it is, or null if that is not known
     * @param from the source, such as {@code hl7/monitors}
     */
    public static ProducerRecord<byte[], byte[]> deadLetter(
            byte[] message, @Nullable String patientId, String from, List<?> problems, Instant at) {
        String detail =
                String.join(" · ", problems.stream().map(String::valueOf).toList());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("blockwatch.reason", REASON);
        headers.put("blockwatch.detail", detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        headers.put("blockwatch.source.topic", from);
        headers.put("blockwatch.at", at.toString());
        return record(Topics.DEAD_LETTERS, patientId, message, headers);
    }

    /** Returns a message as received. */
    public static ProducerRecord<byte[], byte[]> raw(byte[] message, String from, Instant at) {
        return record(
                Topics.HL7_RAW,
                null,
                message,
                new LinkedHashMap<>(Map.of("blockwatch.source.topic", from, "blockwatch.at", at.toString())));
    }

    private static ProducerRecord<byte[], byte[]> record(
            Topics topic, @Nullable String key, byte[] message, Map<String, String> headers) {
        byte[] kept = message;
        if (message.length > LARGEST) {
            kept = Arrays.copyOf(message, LARGEST);
            headers.put("blockwatch.cut.from", Integer.toString(message.length));
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic.topicName(), key == null ? null : key.getBytes(StandardCharsets.UTF_8), kept);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
