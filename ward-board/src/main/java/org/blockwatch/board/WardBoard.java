package org.blockwatch.board;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.board.access.AccessLog;
import org.blockwatch.board.access.BoardAccess;
import org.blockwatch.board.answer.AnswerClient;
import org.blockwatch.board.door.BoardDoors;
import org.blockwatch.board.kafka.BoardReader;
import org.blockwatch.board.live.EventStreams;
import org.blockwatch.board.live.Lamp;
import org.blockwatch.board.live.Liveness;
import org.blockwatch.board.screen.ScreenTime;
import org.blockwatch.board.ward.OpaqueKeys;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.event.AccessEvent;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.Service;
import org.blockwatch.service.ServiceCommand;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.http.Health;
import org.blockwatch.service.http.HttpServer;
import org.blockwatch.service.kafka.SingleRecordWriter;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people look at, answer on and examine with. Lives on when everything else is away, and says so. */
public final class WardBoard implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(WardBoard.class);
    private static final int SECRET_BYTES = 32;

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Ward ward;
    private final SingleRecordWriter writer;
    private final BoardReader reader;
    private final EventStreams streams;
    private final BoardAccess access;
    private final BoardDoors doors;
    private final Health health;
    private final HttpServer server;

    private WardBoard(Settings<WardBoardSettings> settings, EngineClock clock) {
        WardBoardSettings app = settings.app();
        LogIds.use(app.logIdSecret());
        BoardMeasures.CATALOGUE.restrict(metrics);
        byte[] secret = secret(app);
        ward = new Ward(new OpaqueKeys(secret), System::nanoTime);
        try {
            writer = new SingleRecordWriter(
                    settings.client(), List.of(Topics.ASSESSMENTS, Topics.ACCESS_EVENTS), app.answersWithin());
            reader = new BoardReader(settings.client(), app.lookBack(), clock, new Told(), metrics);
        } catch (KafkaException e) {
            throw new SettingsException("The Kafka clients cannot be set up: " + e.getMessage());
        }
        access = new BoardAccess(app, app, secret, new AccessLog(writer::write, clock), clock);
        streams = new EventStreams(clock, new Liveness(ward, reader::problem, clock, System::nanoTime));
        AnswerClient answers = new AnswerClient(app.answersUrl().orElse(null), app.answersToken(), app.answersWithin());
        ScreenTime time = new ScreenTime(app.timeZone().orElseGet(ZoneId::systemDefault));
        doors = new BoardDoors(
                new BoardDoors.Behind(ward, streams, access, answers, writer::write),
                clock,
                time,
                app.frameAncestors());
        health = new Health().readyUnless("topics", () -> reader.isCaughtUp() ? Optional.empty() : reader.problem());
        for (String lamp : List.of("bus", "engine", "feed")) {
            health.noteUnless(lamp, () -> lamp(lamp).map(Lamp::text).filter(text -> !text.isEmpty()));
        }
        measure();
        try {
            server = HttpServer.open(app, health, metrics, doors::routes);
        } catch (RuntimeException e) {
            writer.close(Duration.ofSeconds(2));
            throw e;
        }
        reader.start();
        streams.start();
        LOG.info("The board is at {}", server.address());
    }

    private void measure() {
        BoardMeasures.STREAMS.gauge(metrics, streams::open);
        BoardMeasures.BLOCKS.gauge(metrics, ward::size);
        for (String lamp : List.of("bus", "engine", "feed")) {
            BoardMeasures.LIVE.gauge(metrics, () -> lamp(lamp).map(Lamp::good).orElse(true) ? 1 : 0, lamp);
        }
    }

    private Optional<Lamp> lamp(String id) {
        return streams.lamps().stream().filter(lamp -> lamp.id().equals(id)).findFirst();
    }

    private static byte[] secret(WardBoardSettings app) {
        return app.secret().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElseGet(() -> {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            LOG.info(
                    "Cookies end with this process. Set board.secret, $(openssl rand -hex 32) and the same on every instance,"
                            + " so that a restart signs nobody out and screens stay in");
            return random;
        });
    }

    /** {@code ward-board --help} tells the rest. */
    public static void main(String... args) {
        System.exit(ServiceCommand.run(
                "ward-board",
                "Shows every open block of a unit, takes answers, and charts examinations at the bedside.",
                WardBoardSettings.class,
                WardBoard::start,
                WardBoard::check,
                args));
    }

    private static List<String> check(Settings<WardBoardSettings> settings) {
        WardBoardSettings app = settings.app();
        BoardAccess.check(app, app);
        return app.answersUrl().isEmpty()
                ? List.of("answers.url is not set: nobody can answer alerts on the board")
                : List.of();
    }

    /**
     * Starts the board; it becomes ready once it has read what stands in the topics.
     *
     * @throws SettingsException if it cannot start with these settings
     */
    public static WardBoard start(Settings<WardBoardSettings> settings, EngineClock clock) {
        return new WardBoard(settings, clock);
    }

    /** Why what it shows is not yet what is known, by what is amiss; empty when it is ready. */
    public Map<String, String> unreadyReasons() {
        return health.unreadyReasons();
    }

    /** Where the board is. */
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
            reader.close();
            streams.close();
            server.close();
            writer.close(Duration.ofSeconds(2));
            metrics.close();
            ended.complete(null);
        }
    }

    /** What the reader tells, handed to the ward, and then to every screen. */
    private final class Told implements BoardReader.Listener {

        @Override
        public void heard(Topics topic, String key, @Nullable SpecificRecord value) {
            if (topic == Topics.ACCESS_EVENTS) {
                if (value instanceof AccessEvent event) {
                    access.screens().heard(event);
                }
            } else {
                ward.heard(topic, key, value);
            }
        }

        @Override
        public void refused(String reason) {
            ward.refused(reason);
        }

        @Override
        public void told() {
            Set<String> changes = ward.changes();
            if (reader.isCaughtUp()) {
                doors.tell(changes);
            }
        }
    }
}
