package org.blockwatch.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.service.ExampleServiceSettings;
import org.blockwatch.service.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What anybody can do to a door who has no credential. */
class HttpServerAttackTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private final Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(logged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /health/live HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /health/live HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%2e%2e/x HTTP/1.1\r\nHost: x\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void shouldSetItsHeadersOnEveryAnswerAndQuoteNothing(String request) throws IOException {
        try (HttpServer door = open(Map.of())) {
            String answer = ask(door, request);
            assertThat(answer).matches("(?s)HTTP/1\\.1 [45].*");
            ResponseHeaders.ALL.forEach((name, value) -> assertThat(answer).containsIgnoringCase(name + ": " + value));
            assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContain("<html", "Exception", "%zz");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: application/x-www-form-urlencoded; charset=utf-7 | by=x          | 415",
                "Content-Type: application/x-www-form-urlencoded; charset=?     | by=x          | 415",
                "Transfer-Encoding: chunked                                     | zz;by=x       | 400"
            })
    void shouldBlameTheRequestInOneLineAndLogNothing(String header, String body, String status) throws IOException {
        try (HttpServer door = open(Map.of())) {
            String length = header.startsWith("Transfer") ? FORM : "Content-Length: " + body.length() + "\r\n";
            String answer =
                    ask(door, "POST /form HTTP/1.1\r\nHost: x\r\n" + length + header + "\r\n\r\n" + body + "\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            assertThat(logged.list).isEmpty();
        }
    }

    @Test
    void shouldLogDefectsAtABoundedRate() throws IOException {
        try (HttpServer door = open(Map.of("http.rate.limit", "1000"))) {
            for (int i = 0; i < 30; i++) {
                assertThat(ask(door, "GET /defect HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 500");
            }
            assertThat(logged.list).hasSizeBetween(10, 20); // 20 if a minute ended meanwhile
        }
    }

    @Test
    void shouldAskForTheTokenWhateverTheMethod() throws IOException {
        try (HttpServer door = open(Map.of("metrics.token", "t".repeat(32)))) {
            assertThat(ask(door, "HEAD /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 401");
            assertThat(ask(
                            door,
                            "HEAD /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                    + "t".repeat(32) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void shouldCloseWhatAnAddressOpensBeyondItsConnections() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (HttpServer door = open(Map.of("http.connection.limit", "5"))) {
            for (int i = 0; i < 12; i++) {
                sockets.add(new Socket("127.0.0.1", door.address().getPort()));
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(sockets.stream().filter(HttpServerAttackTest::isOpen))
                            .hasSize(5));
            for (Socket socket : sockets) {
                socket.close();
            }
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> ask(door, "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void shouldEndABodyThatIsNotWholeInTimeHoweverItDribbles() throws IOException {
        try (HttpServer door = open(Map.of());
                Socket socket = new Socket("127.0.0.1", door.address().getPort())) {
            socket.getOutputStream()
                    .write(("POST /form HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 100000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        try {
                            socket.getOutputStream().write("x".repeat(200).getBytes(StandardCharsets.US_ASCII));
                            return false;
                        } catch (SocketException closed) {
                            return true;
                        }
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::1, 20010db800010002/64",
        "[2001:db8:1:2::1], 20010db800010002/64",
        "::ffff:192.0.2.1, 192.0.2.1",
        "no:address:at all, no:address:at all",
        "a.host.name, a.host.name"
    })
    void shouldTakeTheAddressesOfOneNetworkForOne(String address, String group) {
        assertThat(AddressGroup.of(address)).isEqualTo(group);
    }

    private static boolean isOpen(Socket socket) {
        try {
            socket.setSoTimeout(20);
            return socket.getInputStream().read() != -1;
        } catch (SocketTimeoutException waiting) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static String ask(HttpServer door, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", door.address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            while (!answer.toString().contains("\r\n\r\n")) {
                int read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
            return answer.toString();
        }
    }

    private static HttpServer open(Map<String, String> given) {
        Map<String, String> all =
                new HashMap<>(Map.of("bootstrap.servers", "k:1", "schema.registry.url", "http://r", "http.port", "0"));
        all.putAll(given);
        return HttpServer.open(
                Settings.of(ExampleServiceSettings.class, all).app(),
                new Health(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                HttpServerAttackTest::routes);
    }

    private static void routes(RoutesConfig routes) {
        routes.post("/form", ctx -> ctx.result(String.valueOf(ctx.formParam("by"))));
        routes.get("/defect", ctx -> {
            throw new IllegalStateException("a defect");
        });
    }
}
