package org.blockwatch.streams.intake;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.blockwatch.schemas.RecordSize;
import org.jspecify.annotations.Nullable;

/**
 * Reads by another deserializer, whichever the site has chosen, and turns the errors that bytes can set off there into
 * exceptions: {@link UndecodableHandler} is told of exceptions only. What is too large is not read.
 *
 * @param <T> what it reads
 */
public final class GuardedDeserializer<T extends @Nullable Object> implements Deserializer<T> {
    private final Deserializer<T> deserializer;

    /** @param deserializer already configured */
    public GuardedDeserializer(Deserializer<T> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        deserializer.configure(configs, isKey);
    }

    @Override
    public T deserialize(String topic, byte @Nullable [] value) {
        RecordSize.check(value == null ? 0 : value.length);
        return Defect.guard(() -> deserializer.deserialize(topic, value));
    }

    @Override
    public T deserialize(String topic, Headers headers, byte @Nullable [] value) {
        RecordSize.check(value == null ? 0 : value.length);
        return Defect.guard(() -> deserializer.deserialize(topic, headers, value));
    }

    @Override
    public T deserialize(String topic, Headers headers, @Nullable ByteBuffer value) {
        RecordSize.check(value == null ? 0 : value.remaining());
        return Defect.guard(() -> deserializer.deserialize(topic, headers, value));
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
