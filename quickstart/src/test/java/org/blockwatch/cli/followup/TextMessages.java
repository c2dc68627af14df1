package org.blockwatch.cli.followup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/** A messaging gateway that keeps what it gets, and answers as it is told to. */
public final class TextMessages implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Got> all = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile IntSupplier status = () -> 204;

    /** A message as it came. */
    public record Got(String id, String contact, String slot, String kind, URI link, int answeredWith) {}

    public TextMessages() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Answers with what this says from now on. */
    public void answerWith(IntSupplier status) {
        this.status = status;
    }

    /** All that came, in order. */
    public List<Got> all() {
        return List.copyOf(all);
    }

    /** What came about a patient whose contact is the patientId. */
    public List<Got> about(String patient) {
        return all.stream().filter(got -> got.contact().equals(patient)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = JSON.readTree(exchange.getRequestBody());
            var answer = status.getAsInt();
            all.add(new Got(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    body.path("contact").asText(),
                    body.path("slot").asText(),
                    body.path("kind").asText(),
                    URI.create(body.path("link").asText()),
                    answer));
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
