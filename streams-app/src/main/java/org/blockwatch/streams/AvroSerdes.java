package org.blockwatch.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.intake.GuardedDeserializer;
import org.blockwatch.streams.intake.GuardedSerializer;
import org.blockwatch.streams.intake.RegistryWatch;
import org.blockwatch.streams.intake.SchemaWatch;

/**
 * How the values of topics are written and read.
 *
 * @param watch says beforehand whether the deserializer would have to wait for the registry
 */
public record AvroSerdes(
        Serializer<SpecificRecord> serializer, Deserializer<SpecificRecord> deserializer, SchemaWatch watch) {

    private static final String SERIALIZER = "value.serializer";
    private static final String DESERIALIZER = "value.deserializer";

    /**
     * By the classes that {@code value.serializer} and {@code value.deserializer} name; by default ours, which share one memory of
     * schemas.
     *
     * @throws SettingsException if a class cannot be used
     */
    public static AvroSerdes of(Map<String, String> client, RegistryClient registry) {
        Map<String, Object> configs = new HashMap<>(client);
        configs.put("specific.avro.reader", "true"); // Confluent's key: generated classes, not generic records
        Serializer<SpecificRecord> serializer = client.containsKey(SERIALIZER)
                ? named(SERIALIZER, client, Serializer.class)
                : new AvroSerializer<>(registry);
        serializer.configure(configs, false);
        Deserializer<SpecificRecord> deserializer = client.containsKey(DESERIALIZER)
                ? named(DESERIALIZER, client, Deserializer.class)
                : new AvroDeserializer<>(registry);
        deserializer.configure(configs, false);
        SchemaWatch watch = deserializer instanceof AvroDeserializer<SpecificRecord> ours
                ? new RegistryWatch(ours)
                : SchemaWatch.NONE;
        return new AvroSerdes(new GuardedSerializer<>(serializer), new GuardedDeserializer<>(deserializer), watch);
    }

    /** Without any registry, for topics that live in this process only: written as state is. */
    public static AvroSerdes offline() {
        Map<String, StateSerde<SpecificRecord>> serdes = new HashMap<>();
        for (Topics topic : Topics.values()) {
            topic.valueType().ifPresent(type -> serdes.put(topic.topicName(), serde(type)));
        }
        return new AvroSerdes(
                (topic, value) ->
                        Objects.requireNonNull(serdes.get(topic)).serializer().serialize(topic, value),
                (topic, bytes) ->
                        Objects.requireNonNull(serdes.get(topic)).deserializer().deserialize(topic, bytes),
                SchemaWatch.NONE);
    }

    @SuppressWarnings("unchecked") // each topic's records go through the serde of their own type only
    private static StateSerde<SpecificRecord> serde(Class<? extends SpecificRecord> type) {
        return (StateSerde<SpecificRecord>) StateSerde.of(type);
    }

    @SuppressWarnings("unchecked") // a class named by a person cannot say what it reads
    private static <T> T named(String key, Map<String, String> client, Class<?> type) {
        try {
            return (T) Utils.newInstance(client.get(key), type);
        } catch (ClassNotFoundException | KafkaException e) {
            throw new SettingsException(key + " = " + client.get(key) + ": cannot be used (" + e.getMessage()
                    + "). Put its jar on the class path, or leave the setting out for Blockwatch's own.");
        }
    }
}
