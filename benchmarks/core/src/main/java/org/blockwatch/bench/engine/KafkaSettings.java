package org.blockwatch.bench.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The same settings for every engine, so that what differs is the engine. */
public final class KafkaSettings {
    private static final String LINGER_MS = "5";

    private KafkaSettings() {}

    /** Of a consumer that commits by itself. */
    public static Map<String, Object> consumer(Assignment assignment) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, assignment.bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, assignment.group());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000"); // as in Kafka Streams
        return settings;
    }

    /** Of a producer. */
    public static Map<String, Object> producer(Assignment assignment) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, assignment.bootstrapServers());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        return settings;
    }

    static Properties streams(Assignment assignment) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, assignment.bootstrapServers());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, assignment.group());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, assignment.stateDir());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Assignment.COMMIT_MS);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        return settings;
    }
}
