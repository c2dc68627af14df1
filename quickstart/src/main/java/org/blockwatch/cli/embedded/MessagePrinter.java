package org.blockwatch.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Stands for the hospital's messaging gateway on this machine: takes messages to patients, and hands them to whoever prints
 * them or plays the patients. It checks no signature: nobody else can reach it.
 */
public final class MessagePrinter implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /**
     * A message to a patient.
     *
     * @param contact what follow-up calls the patient towards the gateway
     * @param link the address of the page
     */
    public record Message(String id, String contact, String kind, URI link, String text) {}

    /** Opens it on a free port. */
    public MessagePrinter(Consumer<Message> taken) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(thread);
        server.createContext("/", exchange -> take(exchange, taken));
        server.start();
    }

    private static void take(HttpExchange exchange, Consumer<Message> taken) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            taken.accept(new Message(
                    id,
                    body.path("contact").asText(),
                    body.path("kind").asText(),
                    URI.create(body.path("link").asText()),
                    body.path("text").asText()));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Returns where messages are to be posted. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/messages";
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
