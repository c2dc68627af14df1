package org.blockwatch.cli.endtoend;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.blockwatch.cli.embedded.Applications.Webhook;
import org.blockwatch.service.clock.EngineClock;

/** A webhook receiver that accepts every page and remembers when it came. */
final class PageReceiver implements AutoCloseable {

    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final EngineClock clock = EngineClock.system();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    record Received(Instant at, String body) {}

    PageReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/pages", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(clock.now(), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    Webhook webhook() {
        return new Webhook(
                URI.create("http://127.0.0.1:%d/pages"
                        .formatted(server.getAddress().getPort())),
                SECRET);
    }

    /** The pages whose body names all of these. */
    List<Received> naming(String... parts) {
        return received.stream()
                .filter(page -> List.of(parts).stream().allMatch(page.body()::contains))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
