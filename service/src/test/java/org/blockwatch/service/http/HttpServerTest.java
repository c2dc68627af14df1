package org.blockwatch.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.blockwatch.service.ExampleServiceSettings;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HttpServerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void shouldBeUnreadyWithTheReasonUntilItIsReady() throws Exception {
        AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.of("no partitions yet"));
        Health health = new Health().readyUnless("kafka-streams", problem::get);

        try (HttpServer door = open(health)) {
            HttpResponse<String> before = get(door, "/health/ready");
            assertThat(before.statusCode()).isEqualTo(503);
            assertThat(before.body())
                    .contains("\"status\":\"down\"")
                    .contains("\"kafka-streams\":\"no partitions yet\"");
            assertThat(get(door, "/health/live").statusCode()).isEqualTo(200);

            problem.set(Optional.empty());
            HttpResponse<String> after = get(door, "/health/ready");
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.body()).isEqualTo("{\"status\":\"up\"}");
            assertThat(after.headers().firstValue("content-type")).hasValue("application/json");
        }
    }

    @Test
    void shouldNoteWhatIsAmissThoughItWorks() throws Exception {
        Health health = new Health().noteUnless("roster", () -> Optional.of("the file is gone"));

        try (HttpServer door = open(health)) {
            HttpResponse<String> ready = get(door, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).isEqualTo("{\"status\":\"up\",\"notes\":{\"roster\":\"the file is gone\"}}");
        }
    }

    @Test
    void shouldBeUnreadyWhenItIsDead() throws Exception {
        Health health = new Health().aliveUnless("kafka-streams", () -> Optional.of("ERROR"));

        try (HttpServer door = open(health)) {
            assertThat(get(door, "/health/live").statusCode()).isEqualTo(503);
            assertThat(get(door, "/health/ready").body()).contains("\"kafka-streams\":\"ERROR\"");
        }
    }

    @Test
    void shouldShowItsOwnAndTheJvmsMetersInPrometheusForm() throws Exception {
        meters.counter("blockwatch.pages").increment(3);

        try (HttpServer door = open(new Health())) {
            HttpResponse<String> metrics = get(door, "/metrics");
            assertThat(metrics.body()).contains("blockwatch_pages_total 3.0").contains("jvm_memory_used_bytes{");
            assertThat(metrics.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/plain");
        }
    }

    @Test
    void shouldStandBesideAnotherDoorInOneProcessOnLoopbackOnly() throws Exception {
        try (HttpServer one = open(new Health());
                HttpServer other = HttpServer.open(
                        settings(0),
                        new Health(),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        routes -> {})) {
            assertThat(one.address()).isNotEqualTo(other.address());
            assertThat(one.address().getHost()).isEqualTo("127.0.0.1");
            assertThat(get(other, "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldSayWhatToDoWhenThePortIsTaken() {
        try (HttpServer door = open(new Health())) {
            ServiceSettings taken = settings(door.address().getPort());
            assertThatThrownBy(() -> HttpServer.open(taken, new Health(), meters, routes -> {}))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("http.port = " + door.address().getPort())
                    .hasMessageContaining("Choose a free port");
        }
    }

    @Test
    void shouldAnswerWhatHasBegunBeforeItCloses() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch refusing = new CountDownLatch(1);
        HttpServer door = HttpServer.open(
                settings(0),
                new Health(),
                meters,
                routes -> routes.get("/slow", ctx -> {
                    begun.countDown();
                    refusing.await(60, TimeUnit.SECONDS);
                    ctx.result("done");
                }));
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request(door.address(), "/slow"), BodyHandlers.ofString());
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(door::close);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThatThrownBy(() -> get(door, "/health/live")).isInstanceOf(ConnectException.class));
        refusing.countDown();

        assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo("done");
        closed.get(60, TimeUnit.SECONDS);
    }

    @Test
    void shouldHideADefectBehindItAndKeepOpen() throws Exception {
        try (HttpServer door = HttpServer.open(
                settings(0),
                new Health(),
                meters,
                routes -> routes.get("/defect", ctx -> {
                    throw new IllegalStateException("patient p1");
                }))) {
            HttpResponse<String> answer = get(door, "/defect");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("p1");
            assertThat(get(door, "/nowhere").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldNotLogThePathOfADefectSinceItMayHoldWhatLetsOneIn() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try (HttpServer door = HttpServer.open(
                settings(0),
                new Health(),
                meters,
                routes -> routes.get("/answer/{token}", ctx -> {
                    throw new IllegalStateException("defect");
                }))) {
            get(door, "/answer/t0k3n");
        } finally {
            logger.detachAppender(logged);
        }
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("GET /answer/{token} failed");
    }

    private HttpServer open(Health health) {
        return HttpServer.open(settings(0), health, meters, routes -> {});
    }

    private static ServiceSettings settings(int port) {
        return Settings.of(
                        ExampleServiceSettings.class,
                        Map.of(
                                "bootstrap.servers", "kafka:9092",
                                "schema.registry.url", "http://registry:8081",
                                "http.port", String.valueOf(port)))
                .app();
    }

    private HttpResponse<String> get(HttpServer door, String path) throws IOException, InterruptedException {
        return http.send(request(door.address(), path), BodyHandlers.ofString());
    }

    private static HttpRequest request(URI address, String path) {
        return HttpRequest.newBuilder(address.resolve(path)).build();
    }
}
