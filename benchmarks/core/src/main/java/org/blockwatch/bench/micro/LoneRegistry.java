package org.blockwatch.bench.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.blockwatch.schemas.registry.RegistryClient;

/** Gives every schema an id, and the schema back for it: as much of a registry as a serializer asks once, and not a JVM of its own. */
final class LoneRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final List<String> schemas = new CopyOnWriteArrayList<>();

    private LoneRegistry(HttpServer http) {
        this.http = http;
    }

    static LoneRegistry open() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            LoneRegistry registry = new LoneRegistry(http);
            http.createContext("/", registry::answer);
            http.start();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RegistryClient client() {
        return RegistryClient.of(Map.of(
                "schema.registry.url", "http://127.0.0.1:" + http.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, Object> answer;
        if (path.endsWith("/versions") && exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(404, -1); // where a schema is registered: it does not tell
            exchange.close();
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            JsonNode asked = JSON.readTree(exchange.getRequestBody());
            schemas.add(asked.get("schema").asText());
            answer = Map.of("id", schemas.size());
        } else {
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            answer = Map.of("schema", schemas.get(id - 1));
        }
        byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
