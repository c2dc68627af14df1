package org.blockwatch.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that no registry gives, but whatever else listens at its address might. */
@Timeout(120)
class RegistryAnswersTest {

    private static final int CHUNK = 64 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer server;

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldFollowNoRedirectWithOurCredentials() throws IOException {
        AtomicInteger followed = new AtomicInteger();
        start(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/elsewhere")) {
                followed.incrementAndGet();
            }
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        assertThatThrownBy(() -> client().schema(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("a redirect, which is not followed");
        assertThat(followed).hasValue(0);
    }

    @Test
    void shouldStopReadingAnAnswerWithoutEnd() throws IOException {
        CompletableFuture<Long> written = new CompletableFuture<>();
        start(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = "x".repeat(CHUNK).getBytes(StandardCharsets.UTF_8);
            long count = 0;
            try {
                while (count < 1L << 32) {
                    exchange.getResponseBody().write(chunk);
                    count += chunk.length;
                }
            } catch (IOException closed) {
                written.complete(count);
            }
        });
        RegistryClient client = client();
        assertThatThrownBy(() -> client.schema(7))
                .as("about this id: no reason to hold its topic up")
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("more than 1048576 bytes");
        assertThat(client.knows(7, null)).isTrue();
        assertThat(written).succeedsWithin(60, TimeUnit.SECONDS);
    }

    @Test
    void shouldWaitForAnAnswerThatDribblesOnlyAsLongAsForAnyOther() throws IOException {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        start(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!done.await(20, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                }
            } catch (IOException gone) {
                closed.complete(null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> client().schema(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("did not answer in time");
        assertThat(closed).as("the connection is closed").succeedsWithin(60, TimeUnit.SECONDS);
    }

    private void start(HttpHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", (HttpExchange exchange) -> handler.handle(exchange));
        server.start();
    }

    private RegistryClient client() {
        return RegistryClient.of(Map.of(
                "schema.registry.url", "http://localhost:" + server.getAddress().getPort(),
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "reader:secret",
                "http.connect.timeout.ms", "500",
                "http.read.timeout.ms", "500"));
    }
}
