package org.blockwatch.cli.embedded;

import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The images that docker-compose.yml names: a broker for each class, and one registry. */
final class ContainerSource implements PlatformSource {

    private static final String KAFKA = "apache/kafka:4.3.1";
    private static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";
    private static final String REGISTRY_PATH = "/apis/ccompat/v7";
    private static final int REGISTRY_PORT = 8080;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** As those of {@link EmbeddedBroker}: one node waits for nobody, and a typing error creates no topic. */
    private static final Map<String, String> SETTINGS = Map.of(
            "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
            "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0",
            "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1",
            "KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1",
            "KAFKA_HEAP_OPTS", "-Xmx384m");

    private final GenericContainer<?> registry;

    private ContainerSource(GenericContainer<?> registry) {
        this.registry = registry;
    }

    /**
     * Starts the registry.
     *
     * @throws RuntimeException there is no Docker, or no such image
     */
    static ContainerSource start() {
        var registry = new GenericContainer<>(REGISTRY)
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp(REGISTRY_PATH + "/subjects").withStartupTimeout(START_LIMIT));
        registry.start();
        return new ContainerSource(registry);
    }

    @Override
    public Platform forOneClass() {
        var broker = new KafkaContainer(KAFKA).withEnv(SETTINGS).withStartupTimeout(START_LIMIT);
        broker.start();
        return new Shared(broker.getBootstrapServers(), registryUrl(), broker::stop);
    }

    private String registryUrl() {
        return "http://%s:%d%s".formatted(registry.getHost(), registry.getMappedPort(REGISTRY_PORT), REGISTRY_PATH);
    }

    @Override
    public void close() {
        registry.stop();
    }

    @Override
    public String toString() {
        return "containers (%s, %s)".formatted(KAFKA, REGISTRY);
    }
}
