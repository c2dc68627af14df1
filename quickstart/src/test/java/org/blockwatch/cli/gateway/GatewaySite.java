package org.blockwatch.cli.gateway;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.gateway.Gateway;
import org.blockwatch.gateway.GatewaySettings;
import org.blockwatch.gateway.map.SourceMapFile;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;

/** A gateway with the example map on a broker with the topics, and what it has written there. */
final class GatewaySite implements AutoCloseable {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'+0000'").withZone(ZoneOffset.UTC);

    private final Platform platform;
    private final Gateway gateway;

    GatewaySite(Platform platform, Path folder, Map<String, String> more) throws IOException {
        this.platform = platform;
        topics(platform);
        gateway = Gateway.start(
                Settings.of(GatewaySettings.class, settings(platform, folder, more)), EngineClock.system());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.unreadyReasons().isEmpty());
    }

    static void topics(Platform platform) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            Topics.create(admin, 3, 1);
        }
    }

    static Map<String, String> settings(Platform platform, Path folder, Map<String, String> more) throws IOException {
        var map = folder.resolve("example.yaml");
        Files.writeString(map, SourceMapFile.shipped("assessments-example"));
        var settings = new HashMap<>(Map.of(
                "bootstrap.servers", platform.bootstrapServers(),
                "schema.registry.url", platform.registryUrl(),
                "http.port", "0",
                "mllp.port", "0",
                "maps", map.toString(),
                "trial", "true",
                "transactional.id", "blockwatch-gateway-1"));
        settings.putAll(more);
        return settings;
    }

    Gateway gateway() {
        return gateway;
    }

    MllpClient client() {
        return new MllpClient(gateway.mllpPort());
    }

    static String stamp(Instant at) {
        return STAMP.format(at);
    }

    static String header(String type, String control) {
        return "MSH|^~\\&|MON|ICU|BW|BW|%s||%s|%s|P|2.5\r"
                .formatted(stamp(EngineClock.system().now()), type, control);
    }

    /** Vital signs of a patient under an order number. */
    static String vitals(String control, String patient, String order, Instant at, int heartRate) {
        return header("ORU^R01^ORU_R01", control)
                + "PID|1||%s^^^H^MR\rOBR|1||%s|VITALS^^L|||%s\r".formatted(patient, order, stamp(at))
                + "OBX|1|NM|8867-4^Heart rate^LN||%d|/min|||||F\r".formatted(heartRate)
                + "OBX|2|NM|9279-1^Respiratory rate^LN||16|/min|||||F\r";
    }

    /** Returns the statements of a patient on a topic, all versions in their order. */
    <T extends SpecificRecord> List<T> of(Topics topic, Class<T> type, String patient) {
        var found = new ArrayList<T>();
        try (var reader = reader()) {
            reader.read(
                    List.of(reader.home(patient, topic)),
                    Optional.empty(),
                    patient::equals,
                    entry -> found.add(type.cast(entry.value())));
        }
        return found;
    }

    /** Returns everything on a topic, as received. */
    List<ConsumerRecord<byte[], byte[]>> raw(Topics topic) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var reader = reader()) {
            reader.readRaw(reader.partitions(topic), Optional.empty(), found::add);
        }
        return found;
    }

    private TopicReader reader() {
        return new TopicReader(
                Map.of("bootstrap.servers", platform.bootstrapServers(), "schema.registry.url", platform.registryUrl()),
                new PrintWriter(System.err));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
