package org.blockwatch.schemas;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the brokers hold the topics of the contract: first looks at what is there, then creates what is missing. */
final class TopicSetup {
    /**
     * The broker stamps each record when it arrives. With the sender's stamp a statement charted late would be deleted
     * at once, and the 25 min and 96 h limits could not be measured after an outage.
     */
    private static final String TIMESTAMP_TYPE = "LogAppendTime";

    private final Admin admin;
    private final int partitions;
    private final int replicationFactor;

    TopicSetup(Admin admin, int partitions, int replicationFactor) {
        this.admin = admin;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    void run() {
        List<Topics> missing = check();
        if (!missing.isEmpty() && !create(missing)) {
            check(); // another process was quicker, maybe with other settings
        }
    }

    /** Returns the missing topics; throws if an existing one breaks the contract. */
    private List<Topics> check() {
        Map<Topics, TopicDescription> existing = describe();
        Map<Topics, Config> configs = configs(List.copyOf(existing.keySet()));
        List<String> mismatches = new ArrayList<>();
        existing.forEach((topic, description) -> {
            if (topic.keyed() && description.partitions().size() != partitions) {
                mismatches.add(("%s has %s partitions, the setting is %s: all keyed topics need the same count. Set"
                                + " partitions=%s, or move to new topics; adding partitions would part patients from"
                                + " their history.")
                        .formatted(
                                topic.topicName(),
                                description.partitions().size(),
                                partitions,
                                description.partitions().size()));
            }
            Config config = Objects.requireNonNull(configs.get(topic));
            requireConfig(topic, config, MESSAGE_TIMESTAMP_TYPE_CONFIG, TIMESTAMP_TYPE, mismatches);
            requireConfig(topic, config, CLEANUP_POLICY_CONFIG, topic.cleanupPolicy(), mismatches);
        });
        if (!mismatches.isEmpty()) {
            throw new TopicMismatchException(mismatches);
        }
        return Arrays.stream(Topics.values())
                .filter(topic -> !existing.containsKey(topic))
                .toList();
    }

    private static void requireConfig(
            Topics topic, Config config, String key, String expected, List<String> mismatches) {
        String found = config.get(key).value();
        if (!expected.equals(found)) {
            mismatches.add("%s has %s=%s, the contract needs %s: kafka-configs.sh --alter --topic %s --add-config %s=%s"
                    .formatted(topic.topicName(), key, found, expected, topic.topicName(), key, expected));
        }
    }

    /** Returns whether all were created by this call. */
    private boolean create(List<Topics> missing) {
        Map<String, KafkaFuture<Void>> created = admin.createTopics(
                        missing.stream().map(this::newTopic).toList())
                .values();
        boolean all = true;
        for (KafkaFuture<Void> topic : created.values()) {
            try {
                await(topic);
            } catch (TopicExistsException e) {
                all = false;
            }
        }
        return all;
    }

    private NewTopic newTopic(Topics topic) {
        Map<String, String> configs = new HashMap<>();
        configs.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, TIMESTAMP_TYPE);
        configs.put(CLEANUP_POLICY_CONFIG, topic.cleanupPolicy());
        topic.retention().ifPresent(retention -> configs.put(RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
        if (replicationFactor >= 3) {
            configs.put(MIN_IN_SYNC_REPLICAS_CONFIG, "2"); // what is acknowledged survives the loss of one broker
        }
        return new NewTopic(topic.topicName(), partitions, (short) replicationFactor).configs(configs);
    }

    private Map<Topics, TopicDescription> describe() {
        Map<Topics, TopicDescription> existing = new EnumMap<>(Topics.class);
        admin.describeTopics(
                        Arrays.stream(Topics.values()).map(Topics::topicName).toList())
                .topicNameValues()
                .forEach((name, description) -> {
                    try {
                        existing.put(Topics.named(name).orElseThrow(), await(description));
                    } catch (UnknownTopicOrPartitionException e) {
                        // missing: to be created
                    }
                });
        return existing;
    }

    private Map<Topics, Config> configs(List<Topics> topics) {
        Map<Topics, Config> configs = new EnumMap<>(Topics.class);
        await(admin.describeConfigs(topics.stream()
                                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()))
                                .toList())
                        .all())
                .forEach((resource, config) ->
                        configs.put(Topics.named(resource.name()).orElseThrow(), config));
        return configs;
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(); // the admin client's own default.api.timeout.ms bounds it
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
