package org.blockwatch.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RetriableException;
import org.blockwatch.service.Service;
import org.blockwatch.service.ServiceCommand;
import org.blockwatch.service.clock.BrokerClock;
import org.blockwatch.service.clock.ClockWatch;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.http.Health;
import org.blockwatch.service.http.HttpServer;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.service.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams application: a process of its own, or part of another. Its endpoints open at once; it is ready when its topics and schemas are
 * there and its topology runs. Until brokers and registry answer it asks again.
 */
public final class StreamsApp implements Service {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ScheduledExecutorService starter =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "streams-app-start"));
    private final StreamsRuntime engine;
    private final Health health;
    private final HttpServer door;
    private final BrokerClock brokerClock;
    private final Optional<ClockWatch> clockWatch;

    public static void main(String[] args) {
        System.exit(ServiceCommand.run(
                "streams-app",
                "Judges recovery after lumbar medial branch blocks, and asks for pages until a human answers.",
                StreamsSettings.class,
                StreamsApp::start,
                settings -> {
                    StreamsRuntime.check(settings);
                    return List.of();
                },
                args));
    }

    /**
     * Starts the application inside this process.
     *
     * @param settings keys as in a settings file
     * @throws org.blockwatch.service.settings.SettingsException if it cannot start with these settings
     */
    public static StreamsApp start(Map<String, String> settings, EngineClock clock) {
        return start(Settings.of(StreamsSettings.class, settings), clock);
    }

    /** As {@link #start(Map, EngineClock)}, with settings already read. */
    public static StreamsApp start(Settings<StreamsSettings> settings, EngineClock clock) {
        return new StreamsApp(settings, clock);
    }

    private StreamsApp(Settings<StreamsSettings> settings, EngineClock clock) {
        LogIds.use(settings.app().logIdSecret());
        StreamsMeasures.CATALOGUE.restrict(meters);
        engine = new StreamsRuntime(settings, clock, meters, ended);
        brokerClock = new BrokerClock(settings.client());
        clockWatch = clock.steady()
                .map(steady -> new ClockWatch(steady, System::nanoTime, brokerClock, this::rejoin, meters));
        health = new Health()
                .readyUnless("clock", () -> clockWatch.flatMap(ClockWatch::problem))
                .aliveUnless("kafka-streams", engine::deathReason)
                .readyUnless("kafka-streams", engine::unreadyReason)
                .readyUnless("deadlines", engine::lateness);
        door = HttpServer.open(settings.app(), health, meters, routes -> {});
        LOG.info("Health and metrics are at {}", door.address());
        starter.execute(() -> clockWatch.ifPresent(watch -> {
            watch.lookFirst();
            watch.start();
        }));
        starter.execute(this::attempt);
    }

    /** On the starter's thread, so that a start under way is not disturbed. */
    private void rejoin() {
        starter.execute(() -> {
            engine.leave();
            attempt();
        });
    }

    /** Brokers or a registry that do not answer yet are no reason to give up; what they refuse is. */
    private void attempt() {
        try {
            engine.start();
        } catch (RetriableException e) {
            LOG.warn("Not started yet, trying again: {}", e.getMessage());
            starter.schedule(this::attempt, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    /** Whether records are being processed. */
    public boolean isReady() {
        return engine.unreadyReason().isEmpty();
    }

    /** Returns why records may not be processed as they should, by name of the check; empty: all is well. */
    public Map<String, String> unreadyReasons() {
        return health.unreadyReasons();
    }

    /** Where health and metrics are. */
    public URI address() {
        return door.address();
    }

    /** What {@code /metrics} shows. */
    public MeterRegistry meters() {
        return meters;
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        clockWatch.ifPresent(ClockWatch::close);
        starter.shutdownNow();
        engine.close();
        door.close();
        brokerClock.close();
        ended.complete(null);
    }
}
