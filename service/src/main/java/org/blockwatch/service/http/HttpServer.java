package org.blockwatch.service.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.blockwatch.service.meter.JvmMeters;
import org.blockwatch.service.settings.HttpSettings;
import org.blockwatch.service.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a service: {@code /health/live}, {@code /health/ready}, {@code /metrics}, and what the service adds.
 * Both health endpoints answer 200 {@code {"status":"up"}}, or 503 with {@code "status":"down"} and the reasons by name; what
 * is amiss though the service works is in {@code "notes"}. With {@code http.health.port} health is served there too.
 */
public final class HttpServer implements AutoCloseable {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final String LOOPBACK = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin javalin;
    private final Optional<Javalin> forHealth;
    private final JvmMeters jvm;
    private final URI address;

    private HttpServer(Javalin javalin, Optional<Javalin> forHealth, JvmMeters jvm, URI address) {
        this.javalin = javalin;
        this.forHealth = forHealth;
        this.jvm = jvm;
        this.address = address;
    }

    /**
     * Listens at {@code http.host} and {@code http.port}.
     *
     * @param more routes of the service's own
     * @throws SettingsException if the address cannot be bound, or the certificate not be used
     */
    public static HttpServer open(
            HttpSettings settings, Health health, PrometheusMeterRegistry meters, Consumer<RoutesConfig> more) {
        Optional<SSLContext> tls = HttpTls.of(settings);
        Optional<Bearer> bearer = settings.metricsToken().map(Bearer::new);
        String host = settings.httpHost();
        Javalin javalin = started("http.host = " + host + ", http.port = " + settings.httpPort(), config -> {
            JettySettings.configure(config, settings, host, settings.httpPort(), tls, Optional.empty());
            serveHealth(config.routes, health);
            Handler metrics = ctx -> {
                if (bearer.isPresent() && !bearer.get().isShownBy(ctx)) {
                    ctx.status(HttpStatus.UNAUTHORIZED)
                            .header("WWW-Authenticate", "Bearer")
                            .json(Map.of("status", "refused", "reason", "Show metrics.token as a bearer token."));
                } else {
                    ctx.contentType(PROMETHEUS_TEXT).result(meters.scrape());
                }
            };
            config.routes.get("/metrics", metrics);
            config.routes.head("/metrics", metrics); // which would be answered with 200 unasked
            more.accept(config.routes);
        });
        Optional<Javalin> forHealth;
        try {
            forHealth = settings.httpHealthPort()
                    .map(port -> started("http.health.port = " + port, config -> {
                        JettySettings.configure(config, settings, LOOPBACK, port, Optional.empty(), Optional.empty());
                        serveHealth(config.routes, health);
                    }));
        } catch (SettingsException e) {
            javalin.stop();
            throw e;
        }
        JvmMeters jvm = new JvmMeters();
        jvm.bindTo(meters);
        health.bindTo(meters);
        String shown = host.contains(":") ? "[" + host + "]" : host;
        URI address = URI.create((tls.isPresent() ? "https://" : "http://") + shown + ":" + javalin.port());
        if (tls.isEmpty() && !isLoopback(host)) {
            LOG.warn(
                    "The HTTP server at {} is open to the network without TLS: whoever listens there reads and can reuse what passes,"
                            + " links and tokens too. Set http.tls.certificate and http.tls.key, or leave http.host on loopback"
                            + " and put a proxy with TLS before it.",
                    address);
        }
        return new HttpServer(javalin, forHealth, jvm, address);
    }

    /** A server that is open. */
    record Opened(Javalin javalin, URI address) {}

    /** Opens a server that serves these routes and nothing else. */
    static Opened open(HttpSettings settings, String prefix, RefusalPage refusal, Consumer<RoutesConfig> routes) {
        Optional<SSLContext> tls = HttpTls.of(settings);
        String host = settings.httpHost();
        String where = prefix + ".host = " + host + ", " + prefix + ".port = " + settings.httpPort();
        Javalin javalin = started(where, config -> {
            JettySettings.configure(config, settings, host, settings.httpPort(), tls, Optional.of(refusal));
            config.routes.before(ctx -> ResponseHeaders.ALL.forEach(ctx::header));
            Failures failures = new Failures();
            config.routes.exception(Exception.class, (failure, ctx) -> {
                failures.answer(failure, ctx);
                refusal.head().forEach(ctx::header);
                ctx.result(refusal.body()).contentType(refusal.head().getOrDefault("Content-Type", "text/plain"));
            });
            routes.accept(config.routes);
        });
        String shown = host.contains(":") ? "[" + host + "]" : host;
        URI address = URI.create((tls.isPresent() ? "https://" : "http://") + shown + ":" + javalin.port());
        if (tls.isEmpty() && !isLoopback(host) && !settings.httpBehindProxy()) {
            LOG.warn(
                    "The HTTP server at {} is open to the network without TLS: whoever listens there reads and can reuse what passes,"
                            + " links too. Put a proxy with TLS before it and set {}.behind.proxy, or set"
                            + " {}.tls.certificate and {}.tls.key.",
                    address,
                    prefix,
                    prefix,
                    prefix);
        }
        return new Opened(javalin, address);
    }

    /** Returns where the server listens, with the port that it really has. */
    public URI address() {
        return address;
    }

    /** Returns where health is served in plain HTTP beside the server, if {@code http.health.port} is set. */
    public Optional<URI> healthAddress() {
        return forHealth.map(server -> URI.create("http://" + LOOPBACK + ":" + server.port()));
    }

    /** Closes the server once the requests that have begun are answered. */
    @Override
    public void close() {
        stop(javalin);
        forHealth.ifPresent(HttpServer::stop);
        jvm.close();
    }

    static void stop(Javalin server) {
        try {
            server.stop();
        } catch (JavalinException e) { // it has stopped all the same
            LOG.info("The HTTP server closed while requests were under way: {}", String.valueOf(e.getMessage()));
        }
    }

    private static Javalin started(String settings, Consumer<JavalinConfig> configuration) {
        try {
            return Javalin.create(configuration::accept).start();
        } catch (JavalinBindException e) {
            throw new SettingsException(settings + ": the address cannot be bound (" + e.getMessage()
                    + "). Choose a free port (0 takes any) on an address of this machine.");
        }
    }

    private static void serveHealth(RoutesConfig routes, Health health) {
        routes.before(ctx -> ResponseHeaders.ALL.forEach(ctx::header));
        routes.get("/health/live", ctx -> answer(ctx, health.deathReasons(), Map.of()));
        routes.get("/health/ready", ctx -> answer(ctx, health.unreadyReasons(), health.notes()));
        routes.exception(Exception.class, new Failures()::answer);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // it has been bound, so this does not happen
        }
    }

    private static void answer(Context ctx, Map<String, String> why, Map<String, String> notes) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", why.isEmpty() ? "up" : "down");
        if (!why.isEmpty()) {
            answer.put("reasons", why);
        }
        if (!notes.isEmpty()) {
            answer.put("notes", notes);
        }
        ctx.status(why.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        ctx.json(answer);
    }
}
