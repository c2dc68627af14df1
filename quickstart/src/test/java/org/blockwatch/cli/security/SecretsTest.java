package org.blockwatch.cli.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.blockwatch.cli.embedded.FreePort;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.consumer.AlertConsumerSettings;
import org.blockwatch.service.settings.Secrets;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.streams.StreamsApp;
import org.blockwatch.streams.StreamsSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each application as a process of its own, with a secret that one would recognise in every place that has one: whatever it
 * prints, none is in it. Its own lines from DEBUG; Kafka's, which print every setting of a client, from INFO.
 */
class SecretsTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final String MARK = "canarysecret";
    private static final String IN_BASE64 =
            Base64.getEncoder().encodeToString((MARK + "-of-the-webhook-receiver").getBytes(UTF_8));

    /** Every secret that a service has of its own. The test fails for a new one until it is here. */
    private static final Map<String, String> OF_EVERY_SERVICE = Map.of(
            "http.tls.key.password", MARK + "-key-password",
            "http.tls.keystore.password", MARK + "-keystore-password",
            "log.id.secret", MARK + "-of-log-lines",
            "metrics.token", MARK + "-of-prometheus");

    private static final Map<String, String> OF_ALERT_CONSUMER = Map.of(
            "api.read.tokens", "board=" + MARK + "-of-the-board",
            "api.tokens", "phones=" + MARK + "-of-the-phones",
            "deadman.url", "http://127.0.0.1:1/" + MARK + "-deadman",
            "link.secret", MARK + "-of-links",
            "page.id.secret", MARK + "-of-page-ids",
            "pagerduty.routing.key", MARK + "-routing",
            "pagerduty.routing.keys", "icu=" + MARK + "-icu",
            "pagerduty.webhook.secret", MARK + "-of-pagerduty",
            "smtp.password", MARK + "-of-mail",
            "webhook.secret", "whsec_" + IN_BASE64);

    private static final Map<String, String> OF_CLIENTS = Map.of(
            "basic.auth.user.info", "us:" + MARK + "-basic",
            "bearer.auth.token", MARK + "-bearer",
            "kafka.sasl.oauthbearer.client.credentials.client.secret", MARK + "-oauth",
            "kafka.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"us\" password=\""
                            + MARK + "-plain\";",
            "kafka.ssl.key.password", MARK + "-client-key",
            "kafka.ssl.keystore.password", MARK + "-client-store",
            "kafka.ssl.truststore.password", MARK + "-client-trust",
            "schema.registry.ssl.key.password", MARK + "-registry-key",
            "schema.registry.url", "http://us:" + MARK + "-in-url@127.0.0.1:1");

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldKnowEverySecretSettingThereIs() {
        assertThat(secrets(StreamsSettings.class)).isEqualTo(OF_EVERY_SERVICE.keySet());
        var consumer = new TreeMap<>(OF_EVERY_SERVICE);
        consumer.putAll(OF_ALERT_CONSUMER);
        consumer.put("snpp.password", "");
        assertThat(secrets(AlertConsumerSettings.class)).isEqualTo(consumer.keySet());
    }

    @Test
    void shouldPrintNoneWhenTheSettingsAreChecked() throws Exception {
        for (var app : List.of(StreamsApp.class, AlertConsumer.class)) {
            var run = started(app, settings(app), "--check-config");
            assertThat(ended(run)).as(output(run)).isZero();
            assertThat(output(run))
                    .contains(
                            "metrics.token = ***",
                            "kafka.sasl.jaas.config = ***",
                            "schema.registry.url = http://***@127")
                    .doesNotContain(MARK, IN_BASE64);
        }
    }

    @Test
    void shouldPrintNoneOfWhatIsWrong() throws Exception {
        var wrong = new TreeMap<>(settings(AlertConsumer.class));
        wrong.put("metrics.token", "canarysecret short");
        wrong.put("api.tokens", MARK + "-without-a-name");
        wrong.put("link.secret", MARK.substring(0, 10));
        wrong.put("deadman.url", MARK + ":no address");
        var settings = started(AlertConsumer.class, wrong, "--check-config");
        var webhook = started(
                AlertConsumer.class, with(settings(AlertConsumer.class), "webhook.secret", MARK), "--check-config");
        var routing = started(
                AlertConsumer.class,
                with(settings(AlertConsumer.class), "pagerduty.routing.keys", MARK),
                "--check-config");

        for (var run : List.of(settings, webhook, routing)) {
            assertThat(ended(run)).isEqualTo(2);
            assertThat(output(run)).contains("= ***").doesNotContain(MARK.substring(0, 10));
        }
    }

    @Test
    void shouldPrintNoneWhenKafkaCannotUseThem() throws Exception {
        List<Process> runs = new ArrayList<>();
        runs.add(started(
                StreamsApp.class,
                with(settings(StreamsApp.class), "schema.registry.url", "http://127.0.0.1:1?key=" + MARK)));
        for (var app : List.of(StreamsApp.class, AlertConsumer.class)) {
            runs.add(started(app, with(settings(app), "kafka.sasl.jaas.config", "no.such.Module " + MARK + " ;")));
            var store = new TreeMap<>(settings(app));
            store.put("kafka.security.protocol", "SSL");
            store.put("kafka.ssl.keystore.type", "PEM");
            store.put("kafka.ssl.keystore.key", "-----BEGIN PRIVATE KEY-----\n" + MARK + "\n-----END PRIVATE KEY-----");
            store.put("kafka.ssl.keystore.certificate.chain", "no certificate");
            store.keySet().removeIf(key -> key.contains("store.password"));
            runs.add(started(app, store));
        }
        for (var run : runs) {
            assertThat(ended(run)).as(output(run)).isNotZero();
            assertThat(output(run)).isNotBlank().doesNotContain(MARK);
        }
    }

    @Test
    void shouldPrintNoneWhileItRunsAndIsAskedAtItsDoors() throws Exception {
        for (var app : List.of(StreamsApp.class, AlertConsumer.class)) {
            var port = FreePort.or(0, "application");
            var run = started(app, with(settings(app), "http.port", String.valueOf(port)));
            var door = URI.create("http://127.0.0.1:" + port);
            await().atMost(LIMIT).until(() -> status(get(door, "/health/live", "")) == 200);

            assertThat(status(get(door, "/metrics", "Bearer " + MARK + "-of-prometheus")))
                    .isEqualTo(200);
            assertThat(status(get(door, "/metrics", "Bearer " + MARK + "-guessed")))
                    .isEqualTo(401);
            if (app == AlertConsumer.class) {
                assertThat(status(get(door, "/api/v1/alerts", "Bearer " + MARK + "-guessed")))
                        .isEqualTo(401);
                assertThat(status(get(door, "/api/v1/alerts", "Bearer " + MARK + "-of-the-phones")))
                        .isEqualTo(503);
                assertThat(status(get(door, "/answer/" + MARK + "-of-a-link", "")))
                        .isEqualTo(404);
                assertThat(status(HttpRequest.newBuilder(door.resolve("/pagerduty"))
                                .header("Content-Type", "application/json")
                                .header("X-PagerDuty-Signature", "v1=" + MARK)
                                .POST(BodyPublishers.ofString("{}"))))
                        .isEqualTo(401);
            }
            await("Kafka's clients tell their settings")
                    .atMost(LIMIT)
                    .until(() -> output(run).contains("sasl.jaas.config = [hidden]"));

            run.destroy();
            ended(run);
            assertThat(output(run)).contains("Stopped").doesNotContain(MARK, IN_BASE64);
        }
    }

    private static Map<String, String> settings(Class<?> app) {
        var settings = new TreeMap<>(OF_EVERY_SERVICE);
        settings.putAll(OF_CLIENTS);
        settings.putAll(Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "kafka.security.protocol", "SASL_PLAINTEXT",
                "kafka.sasl.mechanism", "PLAIN",
                "log.level", "debug",
                "http.port", "0"));
        if (app == AlertConsumer.class) {
            settings.putAll(OF_ALERT_CONSUMER);
            settings.putAll(Map.of(
                    "channels", "console,webhook,pagerduty,smtp",
                    "webhook.url", "http://127.0.0.1:1/hook?key=" + MARK + "-in-query",
                    "pagerduty.url", "http://127.0.0.1:1/",
                    "smtp.host", "127.0.0.1",
                    "smtp.user", "us",
                    "smtp.from", "us@example.org",
                    "link.base", "http://127.0.0.1",
                    "canary.every", "PT2S",
                    "canary.within", "PT1S"));
        }
        return settings;
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        var changed = new TreeMap<>(settings);
        changed.put(key, value);
        return changed;
    }

    private static Set<String> secrets(Class<? extends ServiceSettings> type) {
        return ConfigMappings.getProperties(ConfigClass.configClass(type, "")).keySet().stream()
                .filter(key -> !key.endsWith("]") && Secrets.isSecret(key))
                .collect(Collectors.toSet());
    }

    private Process started(Class<?> app, Map<String, String> settings, String... arguments) throws IOException {
        var number = processes.size();
        var logback = Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="stderr" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>%level %logger %msg%n</pattern></encoder>
                  </appender>
                  <logger name="org.blockwatch" level="DEBUG"/>
                  <logger name="org.apache.kafka" level="INFO"/>
                  <root level="WARN"><appender-ref ref="stderr"/></root>
                </configuration>
                """);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logback,
                "-cp",
                System.getProperty("java.class.path"),
                app.getName()));
        command.addAll(List.of(arguments));
        var java = new ProcessBuilder(command).directory(folder.toFile());
        settings.forEach((key, value) ->
                java.environment().put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        var process = java.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output-" + number).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output(Process process) throws IOException {
        return Files.readString(folder.resolve("output-" + processes.indexOf(process)));
    }

    private static HttpRequest.Builder get(URI door, String path, String authorization) {
        var request = HttpRequest.newBuilder(door.resolve(path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static int status(HttpRequest.Builder request) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0; // not open yet
        }
    }
}
