package org.blockwatch.service.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers what time it is. Kafka has no request for that, but the description of the metadata quorum (KIP-836)
 * says when each voter was last caught up, and of the leader that is its present. Needs the grant to describe the cluster.
 *
 * <p>Not thread-safe. Keeps one connection, and makes another after each failure: a client made before a step of the
 * clock may wait for as long as the step was wide.
 */
public final class BrokerClock implements Supplier<Optional<Instant>>, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(BrokerClock.class);

    private final Map<String, Object> client;
    private @Nullable Admin admin;

    /** @param client properties of a Kafka client */
    public BrokerClock(Map<String, ?> client) {
        this.client = Map.copyOf(client);
    }

    /** Returns the time of the controller; empty if it did not answer within seconds, or does not let us ask. */
    @Override
    public Optional<Instant> get() {
        try {
            if (admin == null) {
                admin = Admin.create(client);
            }
            QuorumInfo quorum =
                    admin.describeMetadataQuorum().quorumInfo().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return quorum.voters().stream()
                    .filter(voter -> voter.replicaId() == quorum.leaderId())
                    .flatMapToLong(voter -> voter.lastCaughtUpTimestamp().stream())
                    .mapToObj(Instant::ofEpochMilli)
                    .findFirst();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("The brokers did not tell their time", e);
            close();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
