package org.blockwatch.streams;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.intake.DeadLetters;
import org.blockwatch.streams.intake.DrainGate;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.intake.RefusalHandler;
import org.blockwatch.streams.intake.UndecodableHandler;

/** The properties that Kafka Streams runs with. */
final class StreamsProperties {
    private static final String COMMIT_MS = "100"; // a page is seen one commit after its deadline
    private static final String POLL_MS = "20"; // Kafka Streams' own 100 would delay the ticks of a silent ward
    private static final String SESSION_MS = "10000"; // after a crash its timers are silent for so long

    private StreamsProperties() {}

    /**
     * Refuses what would silently break a promise.
     *
     * @throws SettingsException for the group protocol {@code streams}: under it Kafka Streams polls with a consumer of its own, not
     *     with the one that holds records of unknown schemas back and knows when the past has been read
     */
    static void check(Settings<StreamsSettings> settings) {
        String protocol = settings.client().get(StreamsConfig.GROUP_PROTOCOL_CONFIG);
        if (protocol != null && !protocol.equalsIgnoreCase(GroupProtocol.CLASSIC.name)) {
            throw new SettingsException("kafka.%s = %s: only classic is supported. Leave the setting out."
                    .formatted(StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol));
        }
    }

    /** Properties of a topology that runs on brokers: what the settings pass through, save what must not be otherwise. */
    static Properties live(
            Settings<StreamsSettings> settings, DeadLetters deadLetters, DrainGate gate, FailureCounts failures) {
        StreamsSettings app = settings.app();
        Properties properties = new Properties();
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        properties.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        properties.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), "2000");
        properties.put(
                producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "5"); // Kafka Streams' own 100 would delay pages
        // As many changes as a commit interval holds, not Kafka's own 16 kB: a full batch wakes the sender's thread.
        properties.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), "131072");
        settings.client().forEach((key, value) -> {
            if (!key.startsWith("value.")) { // the serializers are the topology's business
                properties.put(key, value);
            }
        });
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, app.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, app.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, app.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, app.standbyReplicas());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, app.replicationFactor());
        app.groupInstanceId()
                .ifPresent(id -> properties.put(consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
        properties.putAll(common(deadLetters, gate, failures));
        return properties;
    }

    /** What a topology fed by hand has too. Not the guarantee: Kafka's driver loses what is sent between its transactions. */
    static Properties common(DeadLetters deadLetters, DrainGate gate, FailureCounts failures) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreSettings.class);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RefusalHandler.class);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        properties.put(DeadLetters.CONFIG, deadLetters);
        properties.put(DrainGate.CONFIG, gate);
        properties.put(FailureCounts.CONFIG, failures);
        return properties;
    }
}
