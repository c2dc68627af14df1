package org.blockwatch.gateway.bus;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.registry.RegistryClient;

/** Makes the Kafka clients: a site's own settings over the defaults here, and over both what the promise stands on. */
final class BusClients {

    /** A sender waits for 30 s: within that, it hears that Kafka is away. */
    private static final int BLOCK_MILLIS = 8_000;

    private static final int DELIVERY_MILLIS = 8_000;
    private static final int REQUEST_MILLIS = 5_000;
    private static final int TRANSACTION_MILLIS = 20_000;

    private final Map<String, String> site;
    private final String transactionalId;

    BusClients(Map<String, String> site, String transactionalId) {
        this.site = Map.copyOf(site);
        this.transactionalId = transactionalId;
    }

    Producer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>(Map.of(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                ProducerConfig.LINGER_MS_CONFIG, 0));
        config.putAll(site);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return new KafkaProducer<>(config);
    }

    /** A consumer of no group, which reads what it is told to. */
    Consumer<byte[], byte[]> reader() {
        Map<String, Object> config = new HashMap<>(Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_MILLIS));
        config.putAll(site);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return new KafkaConsumer<>(config);
    }

    /** Returns the serializer that the settings name, by default our own. */
    Serializer<SpecificRecord> serializer() {
        String named = site.get("value.serializer");
        Serializer<SpecificRecord> serializer =
                named == null ? new AvroSerializer<>(RegistryClient.of(site)) : named(named, Serializer.class);
        serializer.configure(site, false);
        return serializer;
    }

    /** Returns the deserializer that the settings name, by default our own. */
    Deserializer<SpecificRecord> deserializer() {
        String named = site.get("value.deserializer");
        Deserializer<SpecificRecord> deserializer =
                named == null ? new AvroDeserializer<>(RegistryClient.of(site)) : named(named, Deserializer.class);
        Map<String, String> specific = new HashMap<>(site);
        specific.put("specific.avro.reader", "true");
        deserializer.configure(specific, false);
        return deserializer;
    }

    @SuppressWarnings("unchecked") // a class named by a person cannot say what it reads
    private static <T> T named(String className, Class<?> type) {
        try {
            return (T) Utils.newInstance(className, type);
        } catch (ClassNotFoundException e) {
            throw new KafkaException("class " + className + " is not on the class path", e);
        }
    }
}
