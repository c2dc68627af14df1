package org.blockwatch.cli.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
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

    /** What the library cleans up with, unless told not to. */
    private static final String RYUK = "testcontainers/ryuk";

    private static final boolean RYUK_IS_OFF = Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));

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

    /** Starts the registry and tries a broker; empty, having said why, where an image or Docker is missing. */
    static Optional<PlatformSource> startIfPossible() {
        if (!isAtHand(KAFKA) || !isAtHand(REGISTRY) || !RYUK_IS_OFF && !isAtHand(RYUK)) {
            return Optional.empty();
        }
        if (LoggerFactory.getLogger("org.testcontainers") instanceof Logger log) {
            log.setLevel(Level.OFF); // it takes the lack of Docker for an error
        }
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.empty();
            }
            var source = start();
            source.forOneClass().close();
            return Optional.of(source);
        } catch (RuntimeException e) {
            System.out.println("Docker answers, but the tests cannot use it: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Asked of Docker's own client, because the library tries for minutes to pull what cannot be pulled. */
    private static boolean isAtHand(String image) {
        return docker("image", "inspect", image) || docker("pull", "--quiet", image);
    }

    private static boolean docker(String... arguments) {
        try {
            Process docker = new ProcessBuilder(Stream.concat(Stream.of("docker"), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = docker.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            docker.destroy();
            return ended && docker.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such client
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
