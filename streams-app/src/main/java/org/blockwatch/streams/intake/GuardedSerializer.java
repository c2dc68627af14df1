package org.blockwatch.streams.intake;

import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.blockwatch.schemas.RecordSize;
import org.jspecify.annotations.Nullable;

/**
 * Writes by another serializer, whichever the site has chosen, and nothing that is larger than the brokers take: that is a failure of the
 * record or wake-up that led to it ({@link FailureCounts}), and not of Kafka.
 *
 * @param <T> what it writes
 */
public final class GuardedSerializer<T extends @Nullable Object> implements Serializer<T> {
    private final Serializer<T> serializer;

    /** @param serializer already configured */
    public GuardedSerializer(Serializer<T> serializer) {
        this.serializer = serializer;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        serializer.configure(configs, isKey);
    }

    @Override
    public byte @Nullable [] serialize(String topic, T value) {
        return checked(topic, serializer.serialize(topic, value));
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, T value) {
        return checked(topic, serializer.serialize(topic, headers, value));
    }

    private static byte @Nullable [] checked(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : RecordSize.checkWritten("record of " + topic, bytes);
    }

    @Override
    public void close() {
        serializer.close();
    }
}
