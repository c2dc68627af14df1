package org.blockwatch.consumer.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.kafka.RecordSerdes;

/** Serializers of a site's own, as the settings may name them, that need no registry: Avro's single-object encoding. */
public final class TestSerdes {

    private TestSerdes() {}

    static RecordSerdes inMemory() {
        return new RecordSerdes(
                Map.of(
                        "schema.registry.url", "http://localhost:1",
                        "value.serializer", Writer.class.getName(),
                        "value.deserializer", Reader.class.getName()),
                List.of());
    }

    /** Writes. */
    public static final class Writer implements Serializer<SpecificRecord> {
        @Override
        public byte[] serialize(String topic, SpecificRecord record) {
            Schema schema = record.getSchema();
            try {
                ByteBuffer bytes = new BinaryMessageEncoder<>(SpecificData.getForSchema(schema), schema).encode(record);
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                return copy;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Reads. */
    public static final class Reader implements Deserializer<SpecificRecord> {
        @Override
        public SpecificRecord deserialize(String topic, byte[] bytes) {
            Schema schema = Topics.named(topic).orElseThrow().schema().orElseThrow();
            try {
                return new BinaryMessageDecoder<SpecificRecord>(SpecificData.getForSchema(schema), schema)
                        .decode(bytes);
            } catch (IOException | RuntimeException e) {
                throw new SerializationException("not in the single-object encoding", e);
            }
        }
    }
}
