package org.blockwatch.service.http;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.blockwatch.service.settings.HttpSettings;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DoSHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server, Jetty: few threads, TLS where there is a certificate, and a limit for every address. */
final class JettySettings {

    /** Enough for Jetty's own threads on any machine, and few: it is asked a few times a minute. */
    private static final int MOST_THREADS = 16;

    private static final int LEAST_THREADS = 2;
    private static final int THREAD_IDLE_MILLIS = 60_000;

    /** How long a request that has begun may go on when the server closes. */
    private static final long FINISH_MILLIS = 2_000;

    /** Who sends nothing for so long, or a body slower than this, gives the thread back. */
    private static final long IDLE_MILLIS = 10_000;

    private static final long LEAST_BYTES_PER_SECOND = 100;

    /** A body is an answer, or PagerDuty's word for one. */
    private static final long MOST_BYTES = 256 * 1024;

    /** How many addresses are told apart; an address that is silent is soon forgotten. */
    private static final int MOST_ADDRESSES = 10_000;

    private static final Duration FORGET = Duration.ofSeconds(10);
    private static final long HSTS_SECONDS = Duration.ofDays(365).toSeconds();

    private static final RefusalPage TOO_MANY = new RefusalPage(
            Map.of("Content-Type", "text/plain;charset=utf-8"),
            "Too many requests from your address. Wait a second.\n");

    private JettySettings() {}

    /** Sets the server up, to listen there. */
    static void configure(
            JavalinConfig config,
            HttpSettings settings,
            String host,
            int port,
            Optional<SSLContext> tls,
            Optional<RefusalPage> refusal) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, THREAD_IDLE_MILLIS);
        threads.setName("http-" + port);
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(FINISH_MILLIS);
            server.setErrorHandler(new ErrorLines(refusal));
            BodyDeadline.insert(server);
            server.insertHandler(new DoSHandler(
                    settings.httpBehindProxy() ? JettySettings::forwardedFor : JettySettings::remote,
                    new DoSHandler.LeakingBucketTrackerFactory(
                            settings.httpRateLimit(), settings.httpRateLimit(), FORGET),
                    (request, response, callback) -> tooMany(response, callback, refusal.orElse(TOO_MANY)),
                    MOST_ADDRESSES));
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
        });
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = connector(server, http, host, port, tls);
            if (!settings.httpBehindProxy()) {
                connector.addEventListener(new ConnectionLimit(settings.httpConnectionLimit()));
            }
            return connector;
        });
        config.http.maxRequestSize = MOST_BYTES;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, String host, int port, Optional<SSLContext> tls) {
        ServerConnector connector = tls.map(context -> secure(server, http, context))
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    /** TLS 1.2 and 1.3; of Jetty's own choice of ciphers those without CBC, whose padding has told secrets often enough. */
    private static ServerConnector secure(Server server, HttpConfiguration http, SSLContext context) {
        SecureRequestCustomizer customizer = new SecureRequestCustomizer();
        customizer.setSniHostCheck(false); // probes ask by address
        customizer.setStsMaxAge(HSTS_SECONDS);
        http.addCustomizer(customizer);
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(context);
        factory.addExcludeCipherSuites(".*_CBC_.*");
        return new ServerConnector(server, factory, new HttpConnectionFactory(http));
    }

    private static String remote(Request request) {
        return AddressGroup.of(Request.getRemoteAddr(request));
    }

    /** The last address is the one that the proxy itself has seen; those before it are hearsay. */
    private static String forwardedFor(Request request) {
        List<HttpField> fields = request.getHeaders().getFields(HttpHeader.X_FORWARDED_FOR);
        if (fields.isEmpty()) {
            return remote(request);
        }
        List<String> addresses = fields.get(fields.size() - 1).getValueList();
        return addresses.isEmpty() ? remote(request) : AddressGroup.of(addresses.get(addresses.size() - 1));
    }

    private static boolean tooMany(Response response, Callback callback, RefusalPage refusal) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS_429);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        refusal.head().forEach(response.getHeaders()::put);
        response.write(true, refusal.bytes(), callback);
        return true;
    }
}
