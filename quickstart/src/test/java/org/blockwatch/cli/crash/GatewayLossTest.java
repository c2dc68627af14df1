package org.blockwatch.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.gateway.Gateway;
import org.blockwatch.gateway.map.SourceMapFile;
import org.blockwatch.schemas.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that nobody here wrote (Debian's python3-hl7) sends 200 messages, while the gateway is killed again and again. Judge: what got
 * AA is on the topic, once but for duplicates of resends, and in the order sent.
 */
@WithPlatform
@Tag("needs-installation")
@Tag("crash")
class GatewayLossTest {

    private static final int MESSAGES = 200;
    private static final int BETWEEN_DEATHS = 40;

    @ParameterizedTest
    @ValueSource(strings = {"kept", "each"})
    void shouldLoseNothingThatWasAcknowledged(String shape, Platform platform, @TempDir Path folder) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            Topics.create(admin, 3, 1);
        }
        int port = App.freePort();
        List<String> acknowledged = new ArrayList<>();
        try (App gateway = new App(Gateway.class, folder.resolve("gateway"), settings(platform, folder, port))) {
            gateway.start().awaitReady();
            Process sender = new ProcessBuilder(
                            "/usr/bin/python3",
                            "src/test/mllp/send.py",
                            String.valueOf(port),
                            String.valueOf(MESSAGES),
                            shape)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader told = sender.inputReader()) {
                String id;
                while ((id = told.readLine()) != null) {
                    acknowledged.add(id);
                    if (acknowledged.size() % BETWEEN_DEATHS == 0) {
                        gateway.kill(); // the next message is under way
                        gateway.start();
                    }
                }
            }
            assertThat(sender.waitFor()).isZero();
        }
        List<Integer> onTopic = rates(platform, shape);
        List<Integer> sent = IntStream.range(0, MESSAGES).mapToObj(i -> 40 + i).toList();
        assertThat(acknowledged).hasSize(MESSAGES);
        assertThat(List.copyOf(new LinkedHashSet<>(onTopic)))
                .as("each is there, in the order sent")
                .isEqualTo(sent);
        assertThat(onTopic.size() - MESSAGES)
                .as("no more duplicates than messages that were under way at a death")
                .isLessThanOrEqualTo(MESSAGES / BETWEEN_DEATHS);
    }

    private static Map<String, String> settings(Platform platform, Path folder, int port) throws IOException {
        Path map = Files.writeString(folder.resolve("map.yaml"), SourceMapFile.shipped("assessments-example"));
        return Map.of(
                "bootstrap.servers", platform.bootstrapServers(),
                "schema.registry.url", platform.registryUrl(),
                "mllp.port", String.valueOf(port),
                "maps", map.toString(),
                "trial", "true",
                "transactional.id", "blockwatch-gateway-1");
    }

    private static List<Integer> rates(Platform platform, String patient) {
        List<Integer> rates = new ArrayList<>();
        try (TopicReader reader = new TopicReader(
                Map.of("bootstrap.servers", platform.bootstrapServers(), "schema.registry.url", platform.registryUrl()),
                new PrintWriter(System.err))) {
            reader.read(
                    List.of(reader.home(patient, Topics.VITALS)),
                    Optional.empty(),
                    patient::equals,
                    entry -> rates.add(((VitalSigns) entry.value()).getHeartRate()));
        }
        return rates;
    }
}
