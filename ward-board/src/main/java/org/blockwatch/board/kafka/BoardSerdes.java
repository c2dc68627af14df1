package org.blockwatch.board.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.jspecify.annotations.Nullable;

/** Reads and writes values by the serializers that the settings name, by default our own. Thread-safe as far as they are. */
public final class BoardSerdes {

    private final Serializer<SpecificRecord> serializer;
    private final Deserializer<SpecificRecord> deserializer;

    /**
     * Serializers with a site's settings.
     *
     * @throws KafkaException if a class that the settings name is not there or cannot be configured
     */
    public BoardSerdes(Map<String, String> client) {
        RegistryClient registry = RegistryClient.of(client);
        serializer = named(client.get("value.serializer"), new AvroSerializer<>(registry));
        deserializer = named(client.get("value.deserializer"), new AvroDeserializer<>(registry));
        Map<String, String> specific = new HashMap<>(client);
        specific.put("specific.avro.reader", "true");
        serializer.configure(client, false);
        deserializer.configure(specific, false);
    }

    /**
     * Reads a record.
     *
     * @throws org.apache.kafka.common.errors.RetriableException if the registry has to be asked and does not answer
     * @throws org.apache.kafka.common.errors.SerializationException if the bytes are none
     */
    SpecificRecord read(Topics topic, byte[] bytes) {
        return deserializer.deserialize(topic.topicName(), bytes);
    }

    /** Writes a record. */
    byte[] write(Topics topic, SpecificRecord record) {
        return serializer.serialize(topic.topicName(), record);
    }

    @SuppressWarnings("unchecked")
    private static <T> T named(@Nullable String className, T otherwise) {
        if (className == null) {
            return otherwise;
        }
        try {
            return (T) Utils.newInstance(className, Object.class);
        } catch (ClassNotFoundException e) {
            throw new KafkaException("class " + className + " is not on the class path", e);
        }
    }
}
