package org.blockwatch.consumer;

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
import org.blockwatch.consumer.answer.AnswerEndpoints;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.kafka.AnswerTopic;
import org.blockwatch.consumer.kafka.StatementTopics;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.roster.Interval;
import org.blockwatch.consumer.roster.OnCall;
import org.blockwatch.consumer.roster.Roster;
import org.blockwatch.consumer.roster.RosterFile;
import org.blockwatch.consumer.roster.RosterGapCheck;
import org.blockwatch.consumer.roster.RosterWatch;
import org.blockwatch.consumer.watch.Watch;
import org.blockwatch.service.Service;
import org.blockwatch.service.ServiceCommand;
import org.blockwatch.service.clock.BrokerClock;
import org.blockwatch.service.clock.ClockWatch;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.http.Health;
import org.blockwatch.service.http.HttpServer;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.webhook.WebhookSecret;

/**
 * Pages people: takes page requests from Kafka, sends them over the channels that are set up, and records what became of
 * each.
 */
public final class AlertConsumer implements Service {

    private final Optional<RosterWatch> roster;
    private final Optional<AnswerEndpoints> answers;
    private final Watch watch;
    private final PagingService paging;
    private final BrokerClock brokerClock;
    private final Optional<ClockWatch> clockWatch;
    private final Health health;
    private final HttpServer server;
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
        paging = paging(settings, channels, ids, clock);
        brokerClock = new BrokerClock(settings.client());
        clockWatch = clock.steady()
                .map(steady -> new ClockWatch(steady, System::nanoTime, brokerClock, paging::beginAgain, metrics));
        health = new Health().readyUnless("paging", paging::problem);
        clockWatch.ifPresent(one -> health.readyUnless("clock", one::problem));
        answers.ifPresent(endpoints -> health.readyUnless("answers", endpoints::problem));
        roster.ifPresent(file -> health.noteUnless("roster", file::problem));
        health.noteUnless("canary", watch::canaryProblem).noteUnless("audit", watch::auditProblem);
        try {
            server = HttpServer.open(
                    app, health, metrics, routes -> answers.ifPresent(endpoints -> endpoints.routes(routes)));
        } catch (RuntimeException e) {
            answers.ifPresent(AnswerEndpoints::close);
            watch.close();
            paging.close();
            throw e;
        }
        roster.ifPresent(RosterWatch::start);
        clockWatch.ifPresent(ClockWatch::start);
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
        AnswerEndpoints.areTaken(settings.app(), settings.app().lookBack());
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
        return new RosterGapCheck(roster, channels)
                .gaps(roster.rotas().keySet(), new Interval(now, now.plus(RosterGapCheck.AHEAD))).stream()
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
     * Starts paging; it becomes ready once Kafka and the registry are there.
     *
     * @param console where the console channel prints
     * @throws SettingsException if it cannot start with these settings
     */
    public static AlertConsumer start(
            Settings<AlertConsumerSettings> settings, EngineClock clock, PrintStream console) {
        return new AlertConsumer(settings, clock, console);
    }

    /** Returns why no pages are sent just now, by what is amiss; empty when it is ready. */
    public Map<String, String> unreadyReasons() {
        return health.unreadyReasons();
    }

    /** Returns where its health and metrics are. */
    public URI address() {
        return server.address();
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            clockWatch.ifPresent(ClockWatch::close);
            watch.close();
            paging.close();
            brokerClock.close();
            roster.ifPresent(RosterWatch::close);
            server.close();
            answers.ifPresent(AnswerEndpoints::close);
            metrics.close();
            ended.complete(null);
        }
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

    private static Optional<AnswerEndpoints> answers(
            Settings<AlertConsumerSettings> settings, PageIds ids, EngineClock clock, MeterRegistry metrics) {
        AlertConsumerSettings app = settings.app();
        if (!AnswerEndpoints.areTaken(app, app.lookBack())) {
            return Optional.empty();
        }
        try {
            AnswerTopic topic = new AnswerTopic(settings.client(), app.answerTimeout());
            return Optional.of(new AnswerEndpoints(app, ids, topic, clock, metrics));
        } catch (KafkaException e) {
            throw new SettingsException("Answers cannot be sent to Kafka: " + e.getMessage());
        }
    }

    private PagingService paging(
            Settings<AlertConsumerSettings> settings, List<Channel> channels, PageIds ids, EngineClock clock) {
        AlertConsumerSettings app = settings.app();
        PagingService.Member member = new PagingService.Member(
                settings.client(),
                app.groupId(),
                app.transactionalId().orElseGet(() -> app.groupId() + "-" + host()),
                app.lookBack());
        PagingService.Sending sending =
                new PagingService.Sending(onCall(channels), ids, app.bundleWindow(), channels, app.rateLimits());
        try {
            return new PagingService(member, sending, answers, watch, clock, metrics);
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
                            + " instance one of its own that it keeps over a restart.",
                    e);
        }
    }
}
