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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.blockwatch.service.ExampleServiceSettings;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class HttpServerSecurityTest {

    private static final String PASSWORD = "open-sesame";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    static Path keys;

    private static SSLContext trusting;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = keys.resolve("door.p12");
        keytool("-genkeypair -keystore %s -alias door -keyalg EC -dname CN=door -ext san=ip:127.0.0.1,dns:localhost"
                .formatted(store));
        KeyStore read = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            read.load(in, PASSWORD.toCharArray());
        }
        pem("certificate.pem", "CERTIFICATE", read.getCertificate("door").getEncoded());
        pem(
                "key.pem",
                "PRIVATE KEY",
                read.getKey("door", PASSWORD.toCharArray()).getEncoded());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("door", read.getCertificate("door"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, managers.getTrustManagers(), null);
    }

    @Test
    void shouldSpeakTlsAloneWithACertificateInEitherForm() throws Exception {
        List<Map<String, String>> forms = List.of(
                Map.of(
                        "http.tls.certificate", keys.resolve("certificate.pem").toString(),
                        "http.tls.key", keys.resolve("key.pem").toString()),
                Map.of(
                        "http.tls.keystore",
                        keys.resolve("door.p12").toString(),
                        "http.tls.keystore.password",
                        PASSWORD));
        for (Map<String, String> form : forms) {
            try (HttpServer door = open(form)) {
                assertThat(door.address().getScheme()).isEqualTo("https");
                HttpClient http = HttpClient.newBuilder().sslContext(trusting).build();
                HttpResponse<String> answer = http.send(request(door, "/health/live"), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("strict-transport-security"))
                        .hasValue("max-age=31536000");
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");

                assertThatThrownBy(() ->
                                HttpClient.newHttpClient().send(request(door, "/health/live"), BodyHandlers.ofString()))
                        .as("a client that does not know the authority")
                        .isInstanceOf(SSLHandshakeException.class);
                assertThatThrownBy(() -> HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                                        + door.address().getPort() + "/health/live"))
                                                .build(),
                                        BodyHandlers.ofString()))
                        .as("no plain HTTP beside it")
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void shouldServeHealthAloneInPlainHttpOnLoopbackBesideADoorWithTls() throws Exception {
        AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.of("no partitions yet"));
        HttpServer open = HttpServer.open(
                settings(Map.of(
                        "http.host",
                        "0.0.0.0",
                        "http.health.port",
                        "0",
                        "http.tls.certificate",
                        keys.resolve("certificate.pem").toString(),
                        "http.tls.key",
                        keys.resolve("key.pem").toString())),
                new Health().readyUnless("kafka-streams", problem::get),
                meters,
                routes -> routes.get("/api/alerts", ctx -> ctx.result("what nobody must hear")));
        URI health;
        try (HttpServer door = open) {
            health = door.healthAddress().orElseThrow();
            assertThat(status(health, "/health/live")).isEqualTo(200);
            assertThat(status(health, "/health/ready")).isEqualTo(503);
            problem.set(Optional.empty());
            assertThat(status(health, "/health/ready")).isEqualTo(200);
            for (String path : List.of("/metrics", "/api/alerts", "/")) {
                assertThat(status(health, path)).as(path).isEqualTo(404);
            }
            assertThat(door.address().getScheme()).isEqualTo("https");
            assertThatThrownBy(() -> new Socket("127.0.0.2", health(door)).close())
                    .as("another address of this machine")
                    .isInstanceOf(ConnectException.class);

            assertThatThrownBy(() -> open(Map.of("http.health.port", String.valueOf(health(door)))))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("http.health.port = " + health(door) + ": the address cannot be bound");
        }
        assertThatThrownBy(() -> status(health, "/health/live")).isInstanceOf(ConnectException.class);
    }

    @Test
    void shouldSayWhatIsWrongWithTheCertificateAndQuoteNoKey() throws Exception {
        Path wrong = Files.writeString(keys.resolve("wrong.pem"), "-----BEGIN PRIVATE KEY-----\nhunter2\n");
        String certificate = keys.resolve("certificate.pem").toString();

        assertThatThrownBy(() -> open(Map.of("http.tls.certificate", certificate)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("http.tls.key is missing");
        assertThatThrownBy(() -> open(Map.of("http.tls.certificate", certificate, "http.tls.key", wrong.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openssl pkcs8 -topk8")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> open(Map.of("http.tls.certificate", certificate, "http.tls.key", "/nowhere")))
                .hasMessageContaining("http.tls.key = /nowhere cannot be read");
        assertThatThrownBy(() -> open(
                        Map.of("http.tls.certificate", certificate, "http.tls.keystore", "x", "http.tls.key", "y")))
                .hasMessageContaining("keep one way");
        assertThatThrownBy(() -> open(Map.of(
                        "http.tls.keystore", keys.resolve("door.p12").toString(), "http.tls.keystore.password", "x")))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void shouldShowMetricsToWhoeverShowsTheTokenAndHealthToAll() throws Exception {
        try (HttpServer door = open(Map.of("metrics.token", TOKEN))) {
            assertThat(metrics(door, "Bearer " + TOKEN).statusCode()).isEqualTo(200);
            for (String wrong : List.of("", "Bearer ", "Bearer " + TOKEN + "0", "Basic " + TOKEN, TOKEN)) {
                HttpResponse<String> refused = metrics(door, wrong);
                assertThat(refused.statusCode()).as(wrong).isEqualTo(401);
                assertThat(refused.headers().firstValue("www-authenticate")).hasValue("Bearer");
                assertThat(refused.body()).doesNotContain("jvm_");
            }
            assertThat(get(door, "/health/ready").statusCode()).isEqualTo(200);
        }
        assertThatThrownBy(() -> open(Map.of("metrics.token", "hunter2")))
                .hasMessageContaining("metrics.token = ***")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldTurnAnAddressAwayThatAsksTooOftenAndNoOther() throws Exception {
        try (HttpServer door = open(Map.of("http.rate.limit", "5", "http.behind.proxy", "true"))) {
            List<HttpResponse<String>> many = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                // Whoever asks cannot get out of the count by what it writes before the proxy does.
                many.add(asked(door, "198.51.100." + i + ", 192.0.2.1"));
            }
            List<HttpResponse<String>> refused =
                    many.stream().filter(answer -> answer.statusCode() == 429).toList();
            assertThat(many).element(0).extracting(HttpResponse::statusCode).isEqualTo(200);
            assertThat(refused).hasSizeGreaterThan(5);
            assertThat(refused.get(0).headers().firstValue("retry-after")).hasValue("1");
            assertThat(refused.get(0).headers().firstValue("cache-control")).hasValue("no-store");

            assertThat(asked(door, "192.0.2.2").statusCode()).isEqualTo(200);
            await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> asked(door, "192.0.2.1").statusCode() == 200);
        }
    }

    @Test
    void shouldNotBelieveWhatAClientWritesAboutItsAddressWithoutAProxy() throws Exception {
        try (HttpServer door = open(Map.of("http.rate.limit", "5"))) {
            assertThat(IntStream.range(0, 40).map(i -> status(door, "192.0.2." + i)))
                    .contains(429);
        }
    }

    @Test
    void shouldTellBrowsersToKeepAndEmbedNothing() throws Exception {
        try (HttpServer door = open(Map.of())) {
            for (String path : List.of("/health/live", "/metrics", "/nowhere")) {
                HttpResponse<String> answer = get(door, path);
                ResponseHeaders.ALL.forEach((name, value) ->
                        assertThat(answer.headers().allValues(name)).as(path).containsExactly(value));
                assertThat(answer.headers().firstValue("server")).isEmpty();
                assertThat(answer.headers().firstValue("strict-transport-security"))
                        .as("only TLS itself may ask for TLS")
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldTakeNoLargeBody() throws Exception {
        HttpServer open = HttpServer.open(
                settings(Map.of()),
                new Health(),
                meters,
                routes -> routes.post("/form", ctx -> ctx.result(String.valueOf(ctx.formParam("by")))));
        try (HttpServer door = open) {
            HttpRequest large = HttpRequest.newBuilder(door.address().resolve("/form"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("by=" + "x".repeat(300_000)))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(large, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void shouldStayOpenForOthersWhileManyDribbleTheirBodies() throws Exception {
        HttpServer open = HttpServer.open(
                settings(Map.of()),
                new Health(),
                meters,
                routes -> routes.post("/form", ctx -> ctx.result(String.valueOf(ctx.formParam("by")))));
        List<Socket> slow = new ArrayList<>();
        try (HttpServer door = open) {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket("127.0.0.1", door.address().getPort());
                slow.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(("POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: 100\r\n\r\nb")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> get(door, "/health/live").statusCode() == 200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void shouldWarnAtTheStartWhenItIsOpenToTheNetworkWithoutTls() throws Exception {
        assertThat(warnings(Map.of("http.host", "0.0.0.0")))
                .singleElement()
                .asString()
                .contains("http://0.0.0.0:", "without TLS", "http.tls.certificate");
        assertThat(warnings(Map.of("http.host", "localhost"))).isEmpty();
        assertThat(warnings(Map.of(
                        "http.host", "0.0.0.0",
                        "http.tls.certificate", keys.resolve("certificate.pem").toString(),
                        "http.tls.key", keys.resolve("key.pem").toString())))
                .isEmpty();
    }

    private List<String> warnings(Map<String, String> given) {
        Logger logger = (Logger) LoggerFactory.getLogger(HttpServer.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try (HttpServer door = open(given)) {
            assertThat(door.address().getPort()).isPositive();
        } finally {
            logger.detachAppender(logged);
        }
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private HttpServer open(Map<String, String> given) {
        return HttpServer.open(settings(given), new Health(), meters, routes -> {});
    }

    private static ServiceSettings settings(Map<String, String> given) {
        Map<String, String> all =
                new HashMap<>(Map.of("bootstrap.servers", "k:1", "schema.registry.url", "http://r", "http.port", "0"));
        all.putAll(given);
        return Settings.of(ExampleServiceSettings.class, all).app();
    }

    private static HttpResponse<String> get(HttpServer door, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request(door, path), BodyHandlers.ofString());
    }

    private static HttpResponse<String> metrics(HttpServer door, String authorization)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(door.address().resolve("/metrics"))
                .header("Authorization", authorization)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> asked(HttpServer door, String forwardedFor)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(door.address().resolve("/health/live"))
                .header("X-Forwarded-For", forwardedFor)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static int status(HttpServer door, String forwardedFor) {
        try {
            return asked(door, forwardedFor).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(URI address, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static int health(HttpServer door) {
        return door.healthAddress().orElseThrow().getPort();
    }

    private static HttpRequest request(HttpServer door, String path) {
        return HttpRequest.newBuilder(door.address().resolve(path)).build();
    }

    private static void pem(String name, String type, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(keys.resolve(name), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type));
    }

    private static void keytool(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.onExit().join().exitValue()).as(output).isZero();
    }
}
