package org.blockwatch;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.answer.Answers;
import org.blockwatch.channel.Channel;
import org.blockwatch.channel.webhook.WebhookSecret;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.dispatch.AnswerTopic;
import org.blockwatch.dispatch.Paging;
import org.blockwatch.dispatch.StatementTopics;
import org.blockwatch.page.PageIds;
import org.blockwatch.roster.OnCall;
import org.blockwatch.roster.Preflight;
import org.blockwatch.roster.Roster;
import org.blockwatch.roster.RosterFile;
import org.blockwatch.roster.RosterWatch;
import org.blockwatch.roster.Stretch;
import org.blockwatch.service.Door;
import org.blockwatch.service.Health;
import org.blockwatch.service.LogIds;
import org.blockwatch.service.Service;
import org.blockwatch.service.ServiceCommand;
import org.blockwatch.service.Settings;
import org.blockwatch.service.SettingsException;
import org.blockwatch.watch.Watch;

/**
 * Pages people: takes page requests from Kafka, sends them over the channels that are set up, and records what became of
 * each.
 */
public final class AlertConsumer implements Service {

    private final Optional<RosterWatch> roster;
    private final Optional<Answers> answers;
    private final Watch watch;
    private final Paging paging;
    private final Health health;
    private final Door door;
    private final PrometheusMeterRegistry metrics;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private AlertConsumer(Settings<AlertConsumerSettings> settings, EngineClock clock, PrintStream console) {
        AlertConsumerSettings app = settings.app();
        LogIds.use(app.logIdSecret());
        List<Channel> channels = Channels.of(app, clock, console);
        metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ConsumerMeasures.CATALOGUE.restrict(metrics);
        roster = app.roster().map(file -> new RosterWatch(file, clock, this::workingChannels, metrics));
        PageIds ids = new PageIds(idKey(app));
        answers = answers(settings, ids, clock, metrics);
        watch = watch(settings, clock, metrics);
        paging = paging(settings, clock, sending(app, channels, ids), metrics);
        health = new Health().readyUnless("paging", paging::problem);
        answers.ifPresent(doors -> health.readyUnless("answers", doors::problem));
        roster.ifPresent(file -> health.noteUnless("roster", file::problem));
        health.noteUnless("canary", watch::canaryProblem).noteUnless("audit", watch::auditProblem);
        try {
            door = Door.open(app, health, metrics, routes -> answers.ifPresent(doors -> doors.routes(routes)));
        } catch (RuntimeException e) {
            answers.ifPresent(Answers::close);
            watch.close();
            paging.close();
            throw e;
        }
        roster.ifPresent(RosterWatch::start);
        paging.start();
        watch.start(paging::caughtUp);
    }

    /** {@code alert-consumer --help} tells the rest. */
    public static void main(String... args) {
        System.exit(ServiceCommand.run(
                "alert-consumer",
                "Sends the pages of blockwatch.pages over the channels that are set up, and records what became of each.",
                AlertConsumerSettings.class,
                (settings, clock) -> start(settings, clock, System.out),
                AlertConsumer::check,
                args));
    }

    private static List<String> check(Settings<AlertConsumerSettings> settings) {
        Answers.areTaken(settings.app(), settings.app().lookBack());
        settings.app().checkWatch();
        List<Channel> channels = Channels.of(settings.app(), settings.clock(), System.out);
        channels.forEach(Channel::close);
        return settings.app()
                .roster()
                .map(file -> gaps(RosterFile.read(file), names(channels), settings.clock()))
                .orElse(List.of());
    }

    private static List<String> gaps(Roster roster, Set<String> channels, EngineClock clock) {
        Instant now = clock.now();
        return new Preflight(roster, channels)
                .gaps(roster.rotas().keySet(), new Stretch(now, now.plus(Preflight.AHEAD))).stream()
                        .map(gap -> "gap in the roster: " + gap.text(roster.zone()))
                        .toList();
    }

    private Set<String> workingChannels() {
        return paging.workingChannels();
    }

    private static Set<String> names(List<Channel> channels) {
        return channels.stream().map(Channel::name).collect(toSet());
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
            watch.close();
            paging.close();
            roster.ifPresent(RosterWatch::close);
            door.close();
            answers.ifPresent(Answers::close);
            metrics.close();
            ended.complete(null);
        }
    }

    private Paging.Sending sending(AlertConsumerSettings app, List<Channel> channels, PageIds ids) {
        return new Paging.Sending(
                onCall(channels), channels, app.rateLimits(), app.bundleWindow(), ids, answers, watch);
    }

    private OnCall onCall(List<Channel> channels) {
        return roster.<OnCall>map(file -> file)
                .orElseGet(
                        () -> OnCall.roles(channels.stream().map(Channel::name).toList()));
    }

    private static Watch watch(Settings<AlertConsumerSettings> settings, EngineClock clock, MeterRegistry metrics) {
        AlertConsumerSettings app = settings.app();
        app.checkWatch();
        try {
            return new Watch(
                    app,
                    () -> new StatementTopics(settings.client(), app.canaryWithin()),
                    clock.wall(app.bundleWindow()),
                    clock,
                    metrics);
        } catch (KafkaException e) {
            throw new SettingsException("Synthetic patients cannot be charted: " + e.getMessage());
        }
    }

    private static Optional<Answers> answers(
            Settings<AlertConsumerSettings> settings, PageIds ids, EngineClock clock, MeterRegistry metrics) {
        AlertConsumerSettings app = settings.app();
        if (!Answers.areTaken(app, app.lookBack())) {
            return Optional.empty();
        }
        try {
            AnswerTopic topic = new AnswerTopic(settings.client(), app.answerTimeout());
            return Optional.of(new Answers(app, ids, topic, clock, metrics));
        } catch (KafkaException e) {
            throw new SettingsException("Answers cannot be sent to Kafka: " + e.getMessage());
        }
    }

    private static Paging paging(
            Settings<AlertConsumerSettings> settings,
            EngineClock clock,
            Paging.Sending sending,
            MeterRegistry metrics) {
        AlertConsumerSettings app = settings.app();
        try {
            return new Paging(
                    settings.client(),
                    new Paging.Member(
                            app.groupId(), app.transactionalId().orElseGet(() -> app.groupId() + "-" + host())),
                    sending,
                    app.lookBack(),
                    clock,
                    metrics);
        } catch (KafkaException e) {
            throw new SettingsException("The serializers cannot be set up: " + e.getMessage());
        }
    }

    private static byte[] idKey(AlertConsumerSettings app) {
        return app.pageIdSecret()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .or(() -> app.webhookSecret()
                        .map(secrets -> WebhookSecret.parse(secrets.get(0)).key()))
                .orElseGet(() -> PageIds.HOUSE_KEY.getBytes(StandardCharsets.UTF_8));
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
