package org.blockwatch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process each time: exit statuses, signals and streams cannot be seen from inside. */
class ServiceCommandTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Map<String, String> SETTINGS =
            Map.of("BOOTSTRAP_SERVERS", "kafka:9092", "SCHEMA_REGISTRY_URL", "http://registry:8081");

    @TempDir
    Path directory;

    @Test
    void shouldStopGracefullyWithStatusZeroAtSigterm() throws Exception {
        Process canary = started(SETTINGS, "well");
        await().atMost(LIMIT).until(() -> stderr().contains("Sings"));

        canary.destroy();

        assertThat(canary.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(canary.exitValue()).isZero();
        assertThat(stderr()).contains("Stopping").contains("Leaves").contains("Stopped");
        assertThat(stdout()).isEmpty();
    }

    @Test
    void shouldWriteJsonLogLinesWhenAsked() throws Exception {
        Process canary = started(with("LOG_FORMAT", "json"), "well");
        await().atMost(LIMIT).until(() -> stderr().contains("Sings"));
        canary.destroy();
        canary.waitFor();

        List<JsonNode> lines = new ArrayList<>();
        for (String line : stderr().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).first().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("INFO");
            assertThat(line.get("loggerName").asText()).isEqualTo("org.blockwatch.service.ExampleService");
            assertThat(line.get("formattedMessage").asText()).isEqualTo("Sings \"well\"");
            assertThat(line.get("timestamp").isNumber()).isTrue();
        });
    }

    @Test
    void shouldTellAMissingSettingInOneMessageWithStatusTwo() throws Exception {
        assertThat(status(Map.of("BOOTSTRAP_SERVERS", "kafka:9092"), "well")).isEqualTo(2);
        assertThat(stderr().lines()).singleElement().asString().startsWith("schema.registry.url is missing.");
    }

    @Test
    void shouldTellASettingThatOnlyTheStartFindsWrongTheSameWay() throws Exception {
        assertThat(status(SETTINGS, "cannot-start")).isEqualTo(2);
        assertThat(stderr().lines()).containsExactly("canary.cage = x: is not a cage.");
    }

    @Test
    void shouldEndWithStatusOneWhenTheServiceCannotGoOn() throws Exception {
        assertThat(status(SETTINGS, "fails")).isEqualTo(1);
        assertThat(stderr()).contains("no air").contains("Leaves");
    }

    @Test
    void shouldEndWithStatusOneWhenAThreadDies() throws Exception {
        assertThat(status(SETTINGS, "loses-a-thread")).isEqualTo(1);
        assertThat(stderr()).contains("lost in the mine").contains("Leaves");
    }

    @Test
    void shouldCheckItsSettingsWithoutStarting() throws Exception {
        Path file = Files.writeString(directory.resolve("canary.properties"), "canary.password = hunter2\n");
        assertThat(status(SETTINGS, "--config", file.toString(), "--check-config", "well"))
                .isZero();
        assertThat(stdout())
                .contains("bootstrap.servers = kafka:9092  (from the environment)")
                .contains("canary.password = ***  (from " + file + ")");
        assertThat(stderr()).isEqualToIgnoringNewLines("Note: the cage is small");
    }

    @Test
    void shouldTellItsVersionAndItsUse() throws Exception {
        assertThat(status(Map.of(), "--version", "well")).isZero();
        assertThat(stdout().lines())
                .satisfiesExactly(
                        own -> assertThat(own).matches("Blockwatch \\d+\\.\\d+\\.\\d+.*"),
                        kafka -> assertThat(kafka).startsWith("Kafka clients "),
                        java -> assertThat(java)
                                .startsWith("Java " + Runtime.version().feature()));

        assertThat(status(Map.of(), "--help", "well")).isZero();
        assertThat(stdout()).contains("Usage: canary").contains("--config=FILE").contains("--check-config");

        assertThat(status(Map.of(), "--confg", "well")).isEqualTo(2);
        assertThat(stderr()).contains("Unknown option: '--confg'").doesNotContain("\tat ");
    }

    private int status(Map<String, String> environment, String... args) throws Exception {
        Process process = started(environment, args);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process started(Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ExampleService.class.getName()));
        Collections.addAll(command, args);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("stdout").toFile())
                .redirectError(directory.resolve("stderr").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(key, value);
        return settings;
    }

    private String stdout() throws IOException {
        return Files.readString(directory.resolve("stdout"));
    }

    private String stderr() throws IOException {
        return Files.readString(directory.resolve("stderr"));
    }
}
