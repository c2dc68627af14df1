package org.blockwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.blockwatch.service.http.Health;
import org.blockwatch.service.http.HttpServer;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.service.settings.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The health checks that stand in the Dockerfiles, run as Docker would, by bash. */
@Tag("needs-installation")
class ImageHealthCheckTest {

    private static final Pattern CHECK =
            Pattern.compile("HEALTHCHECK .*? CMD (\\[.*?])\\s*$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PORT = Pattern.compile("HTTP_HEALTH_PORT=\\d+");

    @ParameterizedTest
    @ValueSource(strings = {"streams-app", "alert-consumer", "follow-up"})
    void shouldTellWhetherTheServiceIsReady(String image) throws Exception {
        String dockerfile = Files.readString(Path.of("..", image, "Dockerfile"));
        assertThat(dockerfile).as("the port that the check asks is set").containsPattern(PORT);
        AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.of("not yet"));
        ServiceSettings settings = Settings.of(
                        ExampleServiceSettings.class,
                        Map.of(
                                "bootstrap.servers", "k:1",
                                "schema.registry.url", "http://r",
                                "http.port", "0",
                                "http.health.port", "0"))
                .app();
        int port;
        try (HttpServer door = HttpServer.open(
                settings,
                new Health().readyUnless("canary", problem::get),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                routes -> {})) {
            port = door.healthAddress().orElseThrow().getPort();
            assertThat(status(dockerfile, port)).as("not ready").isNotZero();
            problem.set(Optional.empty());
            assertThat(status(dockerfile, port)).as("ready").isZero();
        }
        assertThat(status(dockerfile, port)).as("gone").isNotZero();
    }

    private static int status(String dockerfile, int port) throws IOException, InterruptedException {
        var check = CHECK.matcher(dockerfile.replace("\\\n", ""));
        assertThat(check.find()).as("a HEALTHCHECK with a list").isTrue();
        List<String> command = Arrays.asList(new ObjectMapper().readValue(check.group(1), String[].class));
        ProcessBuilder docker =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        docker.environment().put("HTTP_HEALTH_PORT", String.valueOf(port));
        Process run = docker.start();
        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return run.exitValue();
    }
}
