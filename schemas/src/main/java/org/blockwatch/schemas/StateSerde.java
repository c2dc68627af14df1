package org.blockwatch.schemas;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Bytes of a state record: Avro's single-object encoding, which is the marker C3 01, the fingerprint of the writer's
 * schema (8 bytes, little-endian) and the body. Restoring state needs no registry, and a release reads the state of every
 * release before it, whose schemas ship in {@code released/}.
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the state record
 */
public final class StateSerde<T extends SpecificRecord> implements Serde<T> {
    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = Short.BYTES + Long.BYTES;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle FINGERPRINT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String recordName;
    private final byte[] header;
    private final DatumWriter<T> writer;
    /** By the fingerprint of the writer's schema. */
    private final Map<Long, DatumReader<T>> readers;

    private StateSerde(Schema schema, List<Schema> released) {
        recordName = schema.getFullName();
        header = ByteBuffer.allocate(HEADER_BYTES)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
        writer = new SpecificDatumWriter<>(schema);
        readers = Stream.concat(Stream.of(schema), released.stream())
                .collect(Collectors.toUnmodifiableMap(
                        SchemaNormalization::parsingFingerprint64,
                        writerSchema -> new SpecificDatumReader<>(writerSchema, schema),
                        (current, sameAsReleased) -> current));
    }

    /** Returns the serde of one generated state record. */
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

    /**
     * Encodes one record.
     *
     * @throws SerializationException naming the field, if one is null that must not be
     * @throws IllegalStateException if it is larger than a changelog takes
     */
    public byte[] encode(T record) {
        return RecordSize.checkWritten(recordName, encoded(record));
    }

    private byte[] encoded(T record) {
        try {
            return AvroBody.write(header, writer, record);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("cannot encode a %s: %s".formatted(recordName, e.getMessage()), e);
        }
    }

    /**
     * Decodes one record, of this release or an earlier one.
     *
     * @throws SerializationException if the bytes are damaged or from a release that this one does not know
     */
    public T decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || (short) SHORT.get(bytes, 0) != MARKER) {
            throw new SerializationException(
                    "state that is no %s: not in Avro's single-object encoding".formatted(recordName));
        }
        DatumReader<T> reader = readers.get((long) FINGERPRINT.get(bytes, Short.BYTES));
        if (reader == null) {
            throw new SerializationException(
                    "a %s of a release that this one does not know, probably a newer one: run that release, or reset the state"
                            .formatted(recordName));
        }
        try {
            return AvroBody.read(bytes, HEADER_BYTES, reader);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("a damaged %s: %s".formatted(recordName, e.getMessage()), e);
        }
    }
}
