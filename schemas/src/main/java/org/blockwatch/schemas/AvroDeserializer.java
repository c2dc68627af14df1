package org.blockwatch.schemas;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.blockwatch.schemas.registry.IncompatibleSchemaException;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.schemas.registry.RegistryUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in the Confluent wire format into the generated class of the topic, whatever version wrote them: the
 * writer's schema, asked of the registry once, is resolved to ours. A topic outside the contract, such as a mirror's, may
 * carry any of its records. Configured by Confluent's keys; always specific, as
 * with {@code specific.avro.reader=true}.
 *
 * <p>{@link #knows} and {@link #fetch} let a consumer that must not block find out beforehand. Safe for use by several
 * threads.
 *
 * @param <T> the records of the topics that it reads
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private static final Map<String, Schema> CONTRACT = Arrays.stream(Topics.values())
            .flatMap(topic -> topic.schema().stream())
            .collect(Collectors.toUnmodifiableMap(Schema::getFullName, Function.identity()));

    private @Nullable RegistryClient registry;
    private final Map<String, Map<Integer, Reader<T>>> readers = new ConcurrentHashMap<>();

    /** What the records of a schema id are read with. */
    private record Reader<T>(Schema schema, DatumReader<T> body) {}

    /** For Kafka, which calls {@link #configure} next. */
    public AvroDeserializer() {}

    /** Shares a client, and so its memory, with others. */
    public AvroDeserializer(RegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (registry == null) {
            registry = RegistryClient.of(configs);
        }
    }

    /** Returns whether {@link #deserialize} will answer without asking the registry: with the record, or with a refusal. */
    public boolean knows(String topic, byte @Nullable [] value) {
        return value == null
                || !WireFormat.hasHeader(value)
                || registry().knows(WireFormat.schemaId(value), subject(topic));
    }

    /**
     * Asks the registry in the background for what {@link #knows} lacks.
     *
     * @return completes when the value is known, also when it will be refused; fails with
     *     {@link RegistryUnavailableException} when there was no answer, and is then to be asked again
     */
    public CompletableFuture<Void> fetch(String topic, byte[] value) {
        if (knows(topic, value)) {
            return CompletableFuture.completedFuture(null);
        }
        return registry().fetch(WireFormat.schemaId(value), subject(topic)).handle((schema, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof RegistryUnavailableException unavailable) {
                throw unavailable;
            }
            return null;
        });
    }

    /**
     * @throws RegistryUnavailableException if the schema is new to this process and no registry answers
     * @throws SerializationException of any other kind if the bytes are no record of the topic, with the reason: the same
     *     bytes will never be one, and nobody else's record is to wait for them
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        if (!WireFormat.hasHeader(value)) {
            throw new SerializationException(
                    "not in the Confluent wire format: expected 0x00 and a 4-byte schema id, found "
                            + (value.length < WireFormat.HEADER_BYTES
                                    ? value.length + " bytes"
                                    : String.format(Locale.ROOT, "first byte 0x%02x", value[0])));
        }
        int id = WireFormat.schemaId(value);
        Map<Integer, Reader<T>> ofTopic = readers.computeIfAbsent(topic, first -> new ConcurrentHashMap<>());
        Reader<T> reader = ofTopic.get(id);
        if (reader == null) {
            reader = reader(topic, id);
            ofTopic.put(id, reader);
        }
        return body(value, id, reader);
    }

    private static @Nullable String subject(String topic) {
        return Topics.named(topic).map(Topics::subject).orElse(null);
    }

    private Reader<T> reader(String topic, int id) {
        Schema writer = registry().schema(id);
        Schema ours = CONTRACT.get(writer.getFullName());
        if (ours == null) {
            throw new IncompatibleSchemaException(
                    "schema id %s is %s, no record of the contract".formatted(id, writer.getFullName()));
        }
        requireTopicsOwn(topic, id, ours);
        registry().schema(id, subject(topic)); // that it is registered there too
        return new Reader<>(ours, new SpecificDatumReader<>(writer, ours));
    }

    private static void requireTopicsOwn(String topic, int id, Schema schema) {
        Topics known = Topics.named(topic).orElse(null);
        if (known != null && known.schema().orElse(null) != schema) {
            throw new IncompatibleSchemaException("%s carries %s and nothing else, found %s (schema id %s)"
                    .formatted(
                            topic,
                            known.schema().map(Schema::getFullName).orElse("bytes as received"),
                            schema.getFullName(),
                            id));
        }
    }

    private static <T> T body(byte[] value, int id, Reader<T> reader) {
        try {
            return AvroBody.read(value, WireFormat.HEADER_BYTES, reader.body());
        } catch (IOException | RuntimeException e) { // whatever Avro meets in bytes that it was not written for
            // Without the cause: an IOException in the chain would look like an outage to whoever asks why.
            throw new SerializationException("%s (schema id %s): %s"
                    .formatted(reader.schema().getName(), id, e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private RegistryClient registry() {
        if (registry == null) {
            throw new IllegalStateException("configure() has not been called");
        }
        return registry;
    }
}
