package org.blockwatch.cli.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this process: one node, broker and controller at once, reachable from this machine only.
 *
 * <p>{@link KafkaRaftServer} and {@link Formatter} are public but undocumented, so this class is the only one that
 * names them: whatever changes there in a Kafka release, changes here.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;

    /** Fixed, so that a kept log is recognised at the next start. */
    private static final String CLUSTER = "blockwatch-embedded-00";

    private final KafkaRaftServer server;
    private final int port;
    private final int certificatePort;
    private final Path directory;
    private final boolean temporary;

    private EmbeddedBroker(KafkaRaftServer server, int port, int certificatePort, Path directory, boolean temporary) {
        this.server = server;
        this.port = port;
        this.certificatePort = certificatePort;
        this.directory = directory;
        this.temporary = temporary;
    }

    /** Starts a broker on a free port, leaving nothing behind. */
    public static EmbeddedBroker start() {
        return start(0, null);
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @param port 0: a free one
     * @param directory where the log is kept, formatted at the first start; null: temporary, deleted at the end
     * @throws IllegalStateException the broker did not start, for instance because the port is taken
     */
    public static EmbeddedBroker start(int port, @Nullable Path directory) {
        return start(port, directory, null);
    }

    /** Starts a secured broker on free ports, leaving nothing behind. */
    public static EmbeddedBroker start(BrokerSecurity security) {
        return start(0, null, security);
    }

    private static EmbeddedBroker start(int port, @Nullable Path directory, @Nullable BrokerSecurity security) {
        KafkaNoise.mute();
        var broker = FreePort.or(port, "embedded broker");
        var log = directory == null ? TemporaryDirectory.create("blockwatch-broker-") : directory.toAbsolutePath();
        try {
            format(log, security);
            var controller = FreePort.or(0, "embedded controller");
            var settings = settings(broker, controller, log);
            var certificates = security == null ? broker : FreePort.or(0, "embedded broker");
            if (security != null) {
                security.configure(settings, HOST, broker, certificates, controller);
            }
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            try {
                server.startup();
            } catch (Throwable e) {
                server.shutdown();
                throw e;
            }
            return new EmbeddedBroker(server, broker, certificates, log, directory == null);
        } catch (Exception e) {
            if (directory == null) {
                TemporaryDirectory.delete(log);
            }
            throw new IllegalStateException(
                    "The embedded broker did not start on %s:%s with its log in %s: %s"
                            .formatted(HOST, broker, log, e.getMessage()),
                    e);
        }
    }

    /** Kafka's {@code bootstrap.servers}; of a secured broker those for clients with passwords. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Returns, of a secured broker, the {@code bootstrap.servers} for clients with certificates. */
    public String bootstrapServersForCertificates() {
        return HOST + ":" + certificatePort;
    }

    /** Stops the broker in order; a temporary log is deleted. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            TemporaryDirectory.delete(directory);
        }
    }

    private static void format(Path log, @Nullable BrokerSecurity security) throws Exception {
        Files.createDirectories(log);
        new Formatter()
                .setScramArguments(security == null ? List.of() : security.scram())
                .setClusterId(CLUSTER)
                .setNodeId(NODE)
                .setDirectories(List.of(log.toString()))
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private static Properties settings(int port, int controllerPort, Path log) {
        var settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", String.valueOf(NODE));
        settings.setProperty(
                "listeners", "PLAINTEXT://%s:%s,CONTROLLER://%s:%s".formatted(HOST, port, HOST, controllerPort));
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("controller.quorum.voters", "%s@%s:%s".formatted(NODE, HOST, controllerPort));
        settings.setProperty("log.dirs", log.toString());

        // A typing error in a topic name shall fail, not create a topic with settings that nobody chose.
        settings.setProperty("auto.create.topics.enable", "false");
        // One node: nobody to replicate to, nothing to wait for.
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "1");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
        // Small: it shares the machine, and in the demo the heap, with everything else.
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("background.threads", "2");
        settings.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
        settings.setProperty("log.index.size.max.bytes", String.valueOf(1024 * 1024));
        return settings;
    }
}
