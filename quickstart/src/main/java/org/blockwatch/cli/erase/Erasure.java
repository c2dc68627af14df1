package org.blockwatch.cli.erase;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Talks to the cluster for an erasure: who is still at work, how long topics keep what they have, and the tombstones. */
public final class Erasure implements AutoCloseable {

    /** Shuts out whoever else is at it. */
    public static final String TRANSACTIONAL_ID = "erase-patient";

    private static final int PATIENCE_MS = 20_000;

    private final Map<String, String> client;
    private final Admin admin;

    /**
     * Opens the cluster.
     *
     * @param client Kafka client properties with {@code bootstrap.servers}
     */
    public Erasure(Map<String, String> client) {
        this.client = Map.copyOf(client);
        var settings = new HashMap<String, Object>(client);
        settings.put("default.api.timeout.ms", PATIENCE_MS);
        settings.put("request.timeout.ms", PATIENCE_MS / 2);
        this.admin = Admin.create(settings);
    }

    /** Returns how many members the group of streams-app has: a running one would write its own copy again. */
    public int running(String applicationId) throws InterruptedException {
        try {
            return Objects.requireNonNull(admin.describeConsumerGroups(List.of(applicationId))
                            .describedGroups()
                            .get(applicationId))
                    .get()
                    .members()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw failed(e);
        }
    }

    /** Returns by when a topic will have deleted what arrived at an instant: its age limit, and a segment more. */
    public Instant goneBy(String topic, Instant arrived) throws InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            var config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            var kept = Long.parseLong(config.get("retention.ms").value())
                    + Long.parseLong(config.get("segment.ms").value());
            return arrived.plus(Duration.ofMillis(kept));
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /**
     * Writes a tombstone for every row and the numbers that are kept, all or none.
     *
     * @throws KafkaException if the brokers do not take them
     */
    public void erase(PatientTraces traces) {
        var settings = new HashMap<String, Object>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            traces.rows().values().forEach(rows -> rows.forEach(row -> producer.send(row.tombstone())));
            traces.numbers().forEach(row -> producer.send(row.record()));
            producer.commitTransaction();
        }
    }

    private static KafkaException failed(ExecutionException e) {
        return e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }

    @Override
    public void close() {
        admin.close();
    }
}
