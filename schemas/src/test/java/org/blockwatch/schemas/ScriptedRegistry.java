package org.blockwatch.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A peer that speaks the registry protocol over HTTP, keeps schemas in memory, and fails as it is told. */
public final class ScriptedRegistry implements AutoCloseable {
    /** A question as it came. */
    public record Question(
            String method,
            String path,
            String body,
            @Nullable String authorization) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** An answer to give; a status of {@link #HANG} gives none. */
    public record Answer(int status, String body) {}

    private static final int HANG = -1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every question so far. */
    public final List<Question> questions = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> schemas = new ArrayList<>();
    private final Map<Integer, Set<String>> subjects = new HashMap<>();
    private volatile Function<Question, Answer> script = this::keep;

    public ScriptedRegistry() {
        this(null);
    }

    /** @param tls the certificate to show, or null for plain HTTP */
    public ScriptedRegistry(@Nullable SSLContext tls) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName("localhost"), 0);
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = https;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return "%s://localhost:%d".formatted(scheme, server.getAddress().getPort());
    }

    /** Adds a schema and returns its id. */
    public synchronized int add(String schema) {
        int at = schemas.indexOf(schema);
        if (at < 0) {
            schemas.add(schema);
            at = schemas.size() - 1;
        }
        return at + 1;
    }

    /** Answers every question like this from now on. */
    public void answerAll(int status, String body) {
        script = question -> new Answer(status, body);
    }

    /** Answers every registration like this from now on, and everything else as a registry. */
    public void answerRegistrations(int status, String body) {
        script = question ->
                question.path().startsWith("/subjects/") && question.path().endsWith("/versions")
                        ? new Answer(status, body)
                        : keep(question);
    }

    /** Answers every question about where a schema is registered like this from now on, and everything else as a registry. */
    public void answerPlaces(int status, String body) {
        script = question ->
                question.path().matches("/schemas/ids/\\d+/versions") ? new Answer(status, body) : keep(question);
    }

    /** Answers the next question about a subject's rules like this, and everything else as a registry. */
    public void answerNextRule(int status, String body) {
        var next = new AtomicBoolean(true);
        script = question -> question.path().startsWith("/config/") && next.getAndSet(false)
                ? new Answer(status, body)
                : keep(question);
    }

    /** Takes questions and gives no answer from now on. */
    public void hang() {
        script = question -> new Answer(HANG, "");
    }

    /** Behaves like a registry again. */
    public void recover() {
        script = this::keep;
    }

    private synchronized Answer keep(Question question) {
        if (question.path().matches("/schemas/ids/\\d+/versions")) {
            return versions(Integer.parseInt(question.path().replaceAll("\\D", "")));
        }
        if (question.path().startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(question.path().substring("/schemas/ids/".length()));
            return id >= 1 && id <= schemas.size()
                    ? new Answer(200, json(Map.of("schema", schemas.get(id - 1))))
                    : new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        }
        if (question.path().startsWith("/config/")) {
            return new Answer(200, question.body());
        }
        int id = add(schemaIn(question));
        subjects.computeIfAbsent(id, first -> new TreeSet<>())
                .add(question.path().split("/")[2]);
        return new Answer(200, "{\"id\":%d}".formatted(id));
    }

    /** Where a schema is registered; one that was only added is nowhere. */
    private Answer versions(int id) {
        return new Answer(
                200,
                subjects.getOrDefault(id, new TreeSet<>()).stream()
                        .map(subject -> "{\"subject\":\"%s\",\"version\":1}".formatted(subject))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var question = new Question(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("Authorization"));
            questions.add(question);
            Answer answer = script.apply(question);
            if (answer.status() == HANG) {
                closed.await();
                return;
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String schemaIn(Question question) {
        try {
            JsonNode body = JSON.readTree(question.body());
            return body.path("schema").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Map<String, String> fields) {
        return JSON.valueToTree(fields).toString();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
