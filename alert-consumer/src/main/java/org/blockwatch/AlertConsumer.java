package org.blockwatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.channel.Channel;
import org.blockwatch.channel.console.ConsoleChannel;
import org.blockwatch.channel.webhook.WebhookChannel;
import org.blockwatch.channel.webhook.WebhookSecret;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.dispatch.Paging;
import org.blockwatch.page.PageIds;
import org.blockwatch.service.Door;
import org.blockwatch.service.Health;
import org.blockwatch.service.Service;
import org.blockwatch.service.ServiceCommand;
import org.blockwatch.service.Settings;
import org.blockwatch.service.SettingsException;

/**
 * Pages people: takes page requests from Kafka, sends them over the channels that are set up, and records what became of
 * each.
 */
public final class AlertConsumer implements Service {

    /** Where nothing leaves the house, ids need not hide anything, only be the same again. */
    private static final String HOUSE_KEY = "blockwatch";

    private final Paging paging;
    private final Health health;
    private final Door door;
    private final PrometheusMeterRegistry metrics;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private AlertConsumer(Settings<AlertConsumerSettings> settings, EngineClock clock, PrintStream console) {
        AlertConsumerSettings app = settings.app();
        List<Channel> channels = channels(app, clock, console);
        metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        paging = paging(settings, clock, channels, metrics);
        health = new Health().readyUnless("paging", paging::problem);
        try {
            door = Door.open(app, health, metrics, routes -> {});
        } catch (RuntimeException e) {
            paging.close();
            throw e;
        }
        paging.start();
    }

    /** {@code alert-consumer --help} tells the rest. */
    public static void main(String... args) {
        // Connections to a webhook's receiver are kept for a little only: one that a firewall has forgotten costs a
        // page
        // the whole time limit. Java 17 would keep them for twenty minutes.
        System.setProperty(
                "jdk.httpclient.keepalive.timeout", System.getProperty("jdk.httpclient.keepalive.timeout", "5"));
        System.exit(ServiceCommand.run(
                "alert-consumer",
                "Sends the pages of blockwatch.pages over the channels that are set up, and records what became of each.",
                AlertConsumerSettings.class,
                (settings, clock) -> start(settings, clock, System.out),
                settings ->
                        channels(settings.app(), settings.clock(), System.out).forEach(Channel::close),
                args));
    }

    /**
     * Starts paging; it becomes ready by and by, once Kafka and the registry are there.
     *
     * @param console where the console channel prints
     * @throws SettingsException if it cannot start with these settings
     */
    public static AlertConsumer start(
            Settings<AlertConsumerSettings> settings, EngineClock clock, PrintStream console) {
        return new AlertConsumer(settings, clock, console);
    }

    /** Why no pages are sent just now, by what is amiss; empty when it is ready. */
    public Map<String, String> unreadyReasons() {
        return health.unreadyReasons();
    }

    /** Where its health and metrics are. */
    public URI address() {
        return door.address();
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            paging.close();
            door.close();
            metrics.close();
            ended.complete(null);
        }
    }

    private static Paging paging(
            Settings<AlertConsumerSettings> settings,
            EngineClock clock,
            List<Channel> channels,
            MeterRegistry metrics) {
        AlertConsumerSettings app = settings.app();
        try {
            return new Paging(
                    settings.client(),
                    new Paging.Member(
                            app.groupId(), app.transactionalId().orElseGet(() -> app.groupId() + "-" + host())),
                    channels,
                    new PageIds(idKey(app)),
                    app.lookBack(),
                    clock,
                    metrics);
        } catch (KafkaException e) {
            throw new SettingsException("The serializers cannot be set up: " + e.getMessage());
        }
    }

    private static List<Channel> channels(AlertConsumerSettings app, EngineClock clock, PrintStream console) {
        List<Channel> channels = new ArrayList<>();
        for (String name : app.channels().stream().distinct().toList()) {
            channels.add(name.equals("webhook") ? webhook(app, clock) : new ConsoleChannel(console));
        }
        return channels;
    }

    private static Channel webhook(AlertConsumerSettings app, EngineClock clock) {
        try {
            return new WebhookChannel(
                    app.webhookUrl().orElseThrow(() -> missing("webhook.url", "https://host/path")),
                    secrets(app),
                    clock::wallNow,
                    app.webhookConnectTimeout(),
                    app.webhookTimeout(),
                    SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new SettingsException("The JVM has no usable TLS set-up: " + e.getMessage());
        }
    }

    private static List<WebhookSecret> secrets(AlertConsumerSettings app) {
        try {
            return app
                    .webhookSecret()
                    .orElseThrow(
                            () -> missing("webhook.secret", "whsec_$(openssl rand -base64 32), as the receiver has it"))
                    .stream()
                    .map(WebhookSecret::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new SettingsException("webhook.secret = *** " + e.getMessage() + ".");
        }
    }

    private static SettingsException missing(String key, String example) {
        return new SettingsException(
                key + " is missing: channels names webhook, which needs it. Give " + example + ".");
    }

    private static byte[] idKey(AlertConsumerSettings app) {
        return app.pageIdSecret()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .or(() -> app.webhookSecret()
                        .map(secrets -> WebhookSecret.parse(secrets.get(0)).key()))
                .orElseGet(() -> HOUSE_KEY.getBytes(StandardCharsets.UTF_8));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new SettingsException(
                    "transactional.id is missing, and this host has no name to make one of. Give each"
                            + " instance one of its own that it keeps over a restart.");
        }
    }
}
