package org.blockwatch.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.blockwatch.schemas.registry.IncompatibleSchemaException;
import org.blockwatch.schemas.registry.RegistryClient;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in the Confluent wire format: a zero byte, the schema's id in the registry (4 bytes, big-endian), the
 * Avro body. Configured by Confluent's keys, so it stands wherever {@code KafkaAvroSerializer} may stand, and that one
 * here.
 *
 * <p>Asks the registry once per topic and process. Safe for use by several threads.
 *
 * @param <T> the records of the topics that it writes to
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    private @Nullable RegistryClient registry;
    private String subjectSuffix = "-value";

    private final Map<String, Writer> writers = new ConcurrentHashMap<>();

    /** What a topic's records are written with. */
    private record Writer(Schema schema, byte[] header, DatumWriter<SpecificRecord> body) {}

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {}

    /** Shares a client, and so its memory, with others. */
    public AvroSerializer(RegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        subjectSuffix = isKey ? "-key" : "-value";
        if (registry == null) {
            registry = RegistryClient.of(configs);
        }
    }

    /**
     * Asks the registry for the topic's id now, so that an outage later stops no record.
     *
     * @throws org.apache.kafka.common.KafkaException as {@link #serialize} does
     */
    public void prepare(Topics topic) {
        topic.schema().ifPresent(schema -> writer(topic.topicName(), schema));
    }

    /**
     * @throws org.blockwatch.schemas.registry.RegistryUnavailableException if the topic's first record finds no registry
     * @throws SerializationException if the topic does not carry such records, or the registry refuses the schema
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        Writer writer = writer(topic, record.getSchema());
        try {
            return AvroBody.write(writer.header(), writer.body(), record);
        } catch (IOException | RuntimeException e) { // Avro names the field that is null or of another type
            throw new SerializationException(
                    "cannot write a %s to %s: %s".formatted(writer.schema().getName(), topic, e.getMessage()), e);
        }
    }

    private Writer writer(String topic, Schema schema) {
        Writer known = writers.get(topic);
        if (known != null && known.schema() == schema) {
            return known;
        }
        Topics.named(topic).flatMap(Topics::schema).ifPresent(carried -> {
            if (!carried.equals(schema)) {
                throw new IncompatibleSchemaException("%s carries %s and nothing else, found %s"
                        .formatted(topic, carried.getFullName(), schema.getFullName()));
            }
        });
        if (registry == null) {
            throw new IllegalStateException("configure() has not been called");
        }
        int id = registry.idFor(topic + subjectSuffix, schema);
        byte[] header = ByteBuffer.allocate(WireFormat.HEADER_BYTES)
                .put(WireFormat.MAGIC)
                .putInt(id)
                .array();
        Writer writer = new Writer(schema, header, new SpecificDatumWriter<>(schema));
        writers.put(topic, writer);
        return writer;
    }
}
