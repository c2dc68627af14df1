package org.blockwatch.consumer;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.console.ConsoleChannel;
import org.blockwatch.consumer.channel.http.HttpSender;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.consumer.channel.pagerduty.PagerDutyChannel;
import org.blockwatch.consumer.channel.smtp.SmtpChannel;
import org.blockwatch.consumer.channel.smtp.SmtpRelay;
import org.blockwatch.consumer.channel.snpp.SnppChannel;
import org.blockwatch.consumer.channel.snpp.SnppTerminal;
import org.blockwatch.consumer.channel.tcp.ServerAddress;
import org.blockwatch.consumer.channel.tcp.TcpConversations;
import org.blockwatch.consumer.channel.tcp.TcpTls;
import org.blockwatch.consumer.channel.webhook.WebhookChannel;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.webhook.WebhookSecret;

/** Makes the channels that the settings name. A new channel is a name here and a method that makes it. */
final class Channels {

    /** The names of all channels there are. */
    static final List<String> NAMES = List.of("console", "webhook", "pagerduty", "smtp", "snpp");

    private final AlertConsumerSettings app;
    private final EngineClock clock;
    private final PrintStream console;
    private final SSLContext tls;

    private Channels(AlertConsumerSettings app, EngineClock clock, PrintStream console, SSLContext tls) {
        this.app = app;
        this.clock = clock;
        this.console = console;
        this.tls = tls;
    }

    /**
     * Returns every channel in {@code channels}, once. Servers are believed whose certificates the JVM's trust store
     * vouches for.
     *
     * @param console where the console channel prints
     * @throws SettingsException if one cannot be made with these settings
     */
    static List<Channel> of(AlertConsumerSettings app, EngineClock clock, PrintStream console) {
        return of(app, clock, console, TcpTls.ofTheJvm());
    }

    /** As above, with the say in whose certificates are believed. */
    static List<Channel> of(AlertConsumerSettings app, EngineClock clock, PrintStream console, SSLContext tls) {
        Channels channels = new Channels(app, clock, console, tls);
        return app.channels().stream().distinct().map(channels::make).toList();
    }

    private Channel make(String name) {
        return switch (name) {
            case "console" -> new ConsoleChannel(console);
            case "webhook" -> webhook();
            case "pagerduty" -> pagerDuty();
            case "smtp" -> smtp();
            case "snpp" -> snpp();
            default -> throw new IllegalArgumentException("no channel: " + name);
        };
    }

    private Channel webhook() {
        WebAddress url = app.webhookUrl().orElseThrow(() -> missing("webhook", "webhook.url", "https://host/path"));
        return new WebhookChannel(
                webhookSecrets(),
                clock::wallNow,
                sender("webhook", url, app.webhookConnectTimeout(), app.webhookTimeout()));
    }

    private List<WebhookSecret> webhookSecrets() {
        try {
            return app
                    .webhookSecret()
                    .orElseThrow(() -> missing(
                            "webhook", "webhook.secret", "whsec_$(openssl rand -base64 32), as the receiver has it"))
                    .stream()
                    .map(WebhookSecret::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new SettingsException("webhook.secret = *** " + e.getMessage() + ".");
        }
    }

    private Channel pagerDuty() {
        return new PagerDutyChannel(
                routingKeys(),
                sender("pagerduty", app.pagerDutyUrl(), app.pagerDutyConnectTimeout(), app.pagerDutyTimeout()));
    }

    private HttpSender sender(String channel, WebAddress url, Duration connectLimit, Duration limit) {
        return new HttpSender(channel, url, clock::wallNow, connectLimit, limit, tls);
    }

    private Map<String, String> routingKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        app.pagerDutyRoutingKey().ifPresent(key -> keys.put(PagerDutyChannel.DEFAULT_SERVICE, key.strip()));
        app.pagerDutyRoutingKeys().orElse(List.of()).forEach(service -> {
            String[] parts = service.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new SettingsException("pagerduty.routing.keys = *** is no list of services and their keys. Give"
                        + " service=key,service=key.");
            }
            keys.put(parts[0].strip(), parts[1].strip());
        });
        if (keys.isEmpty()) {
            throw missing("pagerduty", "pagerduty.routing.key", "the integration key of a service with Events API v2");
        }
        return keys;
    }

    private Channel smtp() {
        ServerAddress server = new ServerAddress(
                app.smtpHost().orElseThrow(() -> missing("smtp", "smtp.host", "the mail server's name")),
                app.smtpPort().orElseGet(() -> app.smtpTls().port()),
                app.smtpConnectTimeout());
        SmtpRelay relay = new SmtpRelay(
                app.smtpTls(),
                smtpLogin().orElse(null),
                oneLine("smtp.helo", app.smtpHelo()).orElseGet(Channels::ownName),
                app.smtpFrom().orElseThrow(() -> missing("smtp", "smtp.from", "blockwatch@example.org")),
                app.smtpTo().orElse(null));
        return new SmtpChannel(
                server, relay, new TcpConversations("smtp", server, app.smtpTimeout()), clock::wallNow, tls);
    }

    private Optional<SmtpRelay.Login> smtpLogin() {
        return app.smtpUser()
                .map(
                        user -> new SmtpRelay.Login(
                                user,
                                app.smtpPassword()
                                        .orElseThrow(
                                                () -> new SettingsException(
                                                        "smtp.password is missing: smtp.user needs it. Give it, or smtp.password.file."))));
    }

    /** Our own name, or our address as mail servers write it. */
    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "[127.0.0.1]";
        }
    }

    private Channel snpp() {
        if (app.snppLevel() == 1
                && (app.snppLogin().isPresent() || app.snppCaller().isPresent())) {
            throw new SettingsException(
                    "snpp.login and snpp.caller need level 2 of the protocol. Give snpp.level = 2, or remove them.");
        }
        ServerAddress server = new ServerAddress(
                app.snppHost().orElseThrow(() -> missing("snpp", "snpp.host", "the paging terminal's name")),
                app.snppPort(),
                app.snppConnectTimeout());
        SnppTerminal terminal = new SnppTerminal(
                app.snppLevel(),
                oneLine("snpp.login", app.snppLogin())
                        .map(name -> Stream.concat(
                                        Stream.of(name), oneLine("snpp.password", app.snppPassword()).stream())
                                .collect(Collectors.joining(" ")))
                        .orElse(null),
                oneLine("snpp.caller", app.snppCaller()).orElse(null),
                oneLine("snpp.pager", app.snppPager()).orElse(null),
                app.snppLongest());
        return new SnppChannel(terminal, new TcpConversations("snpp", server, app.snppTimeout()));
    }

    /** What goes into a line of a protocol must not begin another one. */
    private static Optional<String> oneLine(String key, Optional<String> value) {
        if (value.filter(text -> !text.matches("[ -~]+")).isPresent()) {
            throw new SettingsException(
                    key + " has characters that the protocol cannot carry. Give ASCII, in one line.");
        }
        return value.map(String::strip);
    }

    private static SettingsException missing(String channel, String key, String example) {
        return new SettingsException(
                key + " is missing: channels names " + channel + ", which needs it. Give " + example + ".");
    }
}
