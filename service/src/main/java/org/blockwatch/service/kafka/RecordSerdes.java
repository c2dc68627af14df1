package org.blockwatch.service.kafka;

import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.RecordSize;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.jspecify.annotations.Nullable;

/**
 * Records to bytes and back, by the serializers that the settings name ({@code value.serializer},
 * {@code value.deserializer}; by default our own). Consumers and producers carry bytes, so that one record that cannot
 * be read stops nothing. Thread-safe as far as the serializers are: ours are, and so are Confluent's.
 */
public final class RecordSerdes {

    private final Serializer<SpecificRecord> serializer;
    private final Deserializer<SpecificRecord> deserializer;
    private final RegistryClient registry;

    /** What is still to be asked of the registry. A site's own serializers ask for themselves. */
    private List<Topics> unprepared;

    /**
     * Serializers for these topics.
     *
     * @throws KafkaException if the settings name a class that is not there or cannot be configured
     */
    public RecordSerdes(Map<String, String> client, List<Topics> topics) {
        String serializerClass = client.get("value.serializer");
        String deserializerClass = client.get("value.deserializer");
        registry = RegistryClient.of(client);
        serializer =
                serializerClass == null ? new AvroSerializer<>(registry) : named(serializerClass, Serializer.class);
        deserializer = deserializerClass == null
                ? new AvroDeserializer<>(registry)
                : named(deserializerClass, Deserializer.class);
        serializer.configure(client, false);
        deserializer.configure(withSpecificReader(client), false);
        unprepared = serializerClass == null && deserializerClass == null ? topics : List.of();
    }

    /**
     * Asks the registry now for all that these topics need, so that its outage later stops no page. For one thread.
     *
     * @throws org.apache.kafka.common.errors.RetriableException if no registry answers
     */
    public void prepare() {
        for (Topics topic : unprepared) {
            topic.schema().ifPresent(schema -> registry.schema(registry.idFor(topic.subject(), schema)));
        }
        unprepared = List.of();
    }

    /**
     * Reads a record of the topic.
     *
     * @throws org.apache.kafka.common.errors.RetriableException if the registry has to be asked and does not answer
     * @throws SerializationException if the bytes are no such record
     */
    public <T extends SpecificRecord> T read(Topics topic, Class<T> type, byte @Nullable [] bytes) {
        RecordSize.check(bytes == null ? 0 : bytes.length);
        SpecificRecord record;
        try {
            record = deserializer.deserialize(topic.topicName(), bytes);
        } catch (SerializationException e) {
            if (e.getCause() instanceof SocketException || e.getCause() instanceof UnknownHostException) {
                throw new DisconnectException("the schema registry cannot be reached", e); // Confluent's way to say so
            }
            throw e;
        }
        if (!type.isInstance(record)) {
            throw new SerializationException("no " + type.getSimpleName() + " but "
                    + (record == null ? "nothing" : record.getSchema().getFullName()));
        }
        return type.cast(record);
    }

    /** Writes a record of the topic. */
    public byte[] write(Topics topic, SpecificRecord record) {
        return serializer.serialize(topic.topicName(), record);
    }

    @SuppressWarnings("unchecked")
    private static <T> T named(String className, Class<?> type) {
        try {
            return (T) Utils.newInstance(className, type);
        } catch (ClassNotFoundException e) {
            throw new KafkaException("class " + className + " is not on the class path", e);
        }
    }

    private static Map<String, ?> withSpecificReader(Map<String, String> client) {
        Map<String, String> specific = new HashMap<>(client);
        specific.put("specific.avro.reader", "true");
        return specific;
    }
}
