package org.blockwatch.followup.invite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.webhook.WebhookSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that takes, fails, refuses, redirects, sleeps and never ends. */
class MessagingGatewayTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(threads);
        receiver.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        receiver.stop(0);
        threads.shutdownNow();
    }

    private MessagingGateway gateway(Duration limit) {
        return new MessagingGateway(
                URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/messages"),
                List.of(WebhookSecret.parse(SECRET)),
                limit,
                () -> EngineClock.system().wallNow());
    }

    private static PatientMessage message() {
        return new PatientMessage(
                "inv_n4bQgYhMfWWaL-qgxVrQFa",
                Instant.parse("2026-03-01T12:40:00Z"),
                "c0ffee",
                "https://clinic.example/AAAAAAAAAAAAAAAAAAAAAA",
                "PT4H",
                new PatientMessage.Wording(MessageKind.ASKS, "de", "Ihre Behandlung am Sonntag: …"));
    }

    @Test
    void shouldBeVerifiedByTheLibraryOfTheSpecificationAndNameNobody() throws Exception {
        var body = new StringBuilder();
        Map<String, List<String>> headers = new ConcurrentHashMap<>();
        receiver.createContext("/messages", exchange -> {
            body.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });

        assertThat(gateway(Duration.ofSeconds(30)).post(message()).get()).isInstanceOf(MessageOutcome.Taken.class);

        new Webhook(SECRET).verify(body.toString(), HttpHeaders.of(headers, (name, value) -> true));
        assertThat(headers.get("webhook-id")).containsExactly("inv_n4bQgYhMfWWaL-qgxVrQFa");
        JsonNode json = new ObjectMapper().readTree(body.toString());
        assertThat(json.path("contact").asText()).isEqualTo("c0ffee");
        assertThat(json.path("link").asText()).endsWith("/AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(json.path("slot").asText()).isEqualTo("PT4H");
        assertThat(json.path("language").asText()).isEqualTo("de");
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("type", "timestamp", "contact", "link", "slot", "language", "kind", "text");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void shouldTryAgainWhereItMayWorkLater(int status) throws Exception {
        answerWith(status);

        assertThat(gateway(Duration.ofSeconds(30)).post(message()).get())
                .isEqualTo(new MessageOutcome.Later("HTTP " + status, Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 404, 410, 422})
    void shouldNotTryAgainWhereItNeverWill(int status) throws Exception {
        answerWith(status);

        assertThat(gateway(Duration.ofSeconds(30)).post(message()).get()).isInstanceOf(MessageOutcome.Refused.class);
    }

    @Test
    void shouldNotWaitForAnAnswerThatDoesNotComeNorForOneThatDoesNotEnd() throws Exception {
        receiver.createContext("/messages", exchange -> {
            if (exchange.getRequestHeaders().getFirst("webhook-id").endsWith("_reminder")) {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream endless = exchange.getResponseBody()) {
                    while (!over.await(20, TimeUnit.MILLISECONDS)) {
                        endless.write(new byte[1024]);
                        endless.flush();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            } else {
                awaitEnd();
            }
        });
        MessagingGateway gateway = gateway(Duration.ofMillis(700));

        assertThat(gateway.post(message()).get(60, TimeUnit.SECONDS)).isInstanceOf(MessageOutcome.Later.class);
        PatientMessage reminder = new PatientMessage(
                message().id() + "_reminder",
                message().madeAt(),
                "c",
                message().link(),
                "PT4H",
                message().wording());
        assertThat(gateway.post(reminder).get(60, TimeUnit.SECONDS)).isInstanceOf(MessageOutcome.Later.class);
    }

    @Test
    void shouldLeaveAGatewayAloneThatFails() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        receiver.createContext("/messages", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        MessagingGateway gateway = gateway(Duration.ofSeconds(30));

        for (int i = 0; i < 20; i++) {
            assertThat(gateway.post(message()).get()).isInstanceOf(MessageOutcome.Later.class);
        }
        assertThat(gateway.isLeftAlone()).isTrue();
        assertThat(asked.get()).isLessThan(12);
    }

    private void answerWith(int status) {
        receiver.createContext("/messages", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
