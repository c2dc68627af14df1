package org.blockwatch.cli.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/** A webhook's receiver that keeps every page it gets. It accepts each at once, unless it is told to keep silent. */
final class Collector implements AutoCloseable {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean hangUp = new AtomicBoolean();
    private final Reader reader;
    private final HttpServer server;
    private volatile CountDownLatch answers = new CountDownLatch(0);

    /**
     * A page that arrived.
     *
     * @param id its {@code webhook-id}: the same again is the same page again; null: it has none
     * @param alert its opaque name
     * @param tier of the ladder
     * @param at by the wall
     */
    record Got(@Nullable String id, String bed, String alert, int tier, Instant at) {}

    /** What a sender's requests look like. */
    @FunctionalInterface
    interface Reader {
        Got read(@Nullable String id, JsonNode body);
    }

    /** A receiver of Blockwatch's pages. */
    Collector() {
        this((id, body) -> {
            JsonNode page = body.path("data");
            return new Got(
                    id,
                    page.path("bed").asText(),
                    page.path("alert").asText(),
                    page.path("tier").asInt(),
                    EngineClock.system().now());
        });
    }

    /** A receiver of another sender's pages. */
    Collector(Reader reader) {
        this.reader = reader;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/pages".formatted(server.getAddress().getPort());
    }

    /** The pages for a bed so far, in the order of arrival. */
    List<Got> pages(String bed) {
        return got.stream().filter(page -> page.bed().equals(bed)).toList();
    }

    /** All pages so far. */
    List<Got> pages() {
        return List.copyOf(got);
    }

    /** From now on pages are taken in, and nothing is said to that before {@link #speakAgain}. */
    void keepSilent() {
        answers = new CountDownLatch(1);
    }

    void speakAgain() {
        answers.countDown();
    }

    /** The next page is taken in and the connection closed without a reply. */
    void hangUpOnce() {
        hangUp.set(true);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode page = JSON.readTree(exchange.getRequestBody());
            got.add(reader.read(exchange.getRequestHeaders().getFirst("webhook-id"), page));
            answers.await();
            if (!hangUp.getAndSet(false)) {
                exchange.sendResponseHeaders(204, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        speakAgain();
        server.stop(0);
        threads.shutdownNow();
    }
}
