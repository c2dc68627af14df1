package org.blockwatch.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Bytes of a state record: Avro's single-object encoding (a marker, the schema's fingerprint, the body). Restoring state
 * needs no registry, and a release reads the state of every release before it, whose schemas ship in {@code released/}.
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the state record
 */
public final class StateSerde<T extends SpecificRecord> implements Serde<T> {
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;
    private final String recordName;

    private StateSerde(Schema schema, List<Schema> released) {
        SpecificData model = SpecificData.getForSchema(schema);
        encoder = new BinaryMessageEncoder<>(model, schema);
        decoder = new BinaryMessageDecoder<>(model, schema);
        released.forEach(decoder::addSchema);
        recordName = schema.getFullName();
    }

    /** The serde of one generated state record. */
    public static <T extends SpecificRecord> StateSerde<T> of(Class<T> type) {
        Schema schema = SpecificData.get().getSchema(type);
        return new StateSerde<>(schema, ReleasedSchemas.of(schema.getFullName()));
    }

    /** As {@link #of(Class)}, with other past releases. */
    static <T extends SpecificRecord> StateSerde<T> of(Class<T> type, List<Schema> released) {
        return new StateSerde<>(SpecificData.get().getSchema(type), released);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, record) -> record == null ? null : encode(record);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : decode(bytes);
    }

    /** Encodes one record. */
    public byte[] encode(T record) {
        try {
            ByteBuffer buffer = encoder.encode(record);
            return buffer.array(); // Avro copies out of its thread-local buffer exactly what was written
        } catch (IOException | RuntimeException e) { // Avro names the field that is null or of another type
            throw new SerializationException("cannot encode a %s: %s".formatted(recordName, e.getMessage()), e);
        }
    }

    /**
     * Decodes one record, of this release or an earlier one.
     *
     * @throws SerializationException if the bytes are damaged or from a release that this one does not know
     */
    public T decode(byte[] bytes) {
        try {
            return decoder.decode(bytes, null);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "state that is no %s of this release or an earlier one: written by a newer release, or damaged"
                            .formatted(recordName),
                    e);
        }
    }
}
