package org.blockwatch.streams;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.detection.FeedArrivals;
import org.blockwatch.streams.intake.BacklogTracker;
import org.blockwatch.streams.intake.DeadLetters;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.intake.GatedClientSupplier;
import org.blockwatch.streams.intake.OpenTransactionWatch;
import org.blockwatch.streams.site.SitePractice;
import org.blockwatch.streams.timer.TimerMeters;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers.Budget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topology on its brokers: made ready, run, watched and stopped. */
final class StreamsRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRuntime.class);

    /** Heap for a patient at hand: after a minute of the throughput benchmark 240 MB were live with 20 000 of them, 105 with six. */
    private static final int BYTES_AT_HAND = 6_800;

    private final Settings<StreamsSettings> settings;
    private final SitePractice practice;
    private final EngineClock clock;
    private final MeterRegistry meters;
    private final CompletableFuture<Void> ended;
    private final RegistryClient registry;
    private final AvroSerdes values;
    private final StreamsMeters engineMeters;
    private Set<Meter> lasting = Set.of();
    private @Nullable Admin admin;
    private @Nullable KafkaStreamsMetrics streamsMetrics;
    private @Nullable OpenTransactionWatch openTransactions;
    private @Nullable FeedWriter feedWriter;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable TimerMeters timerMeters;

    /** @param ended fails if the topology cannot go on */
    StreamsRuntime(
            Settings<StreamsSettings> settings,
            EngineClock clock,
            MeterRegistry meters,
            CompletableFuture<Void> ended) {
        this.settings = settings;
        this.practice = check(settings);
        this.clock = clock;
        this.meters = meters;
        this.ended = ended;
        this.registry = RegistryClient.of(settings.client());
        this.values = AvroSerdes.of(settings.client(), registry);
        this.engineMeters = new StreamsMeters(settings.app(), () -> streams, meters);
    }

    /**
     * Looks at what the settings say and point to.
     *
     * @return what the clinicians of the site have decided
     * @throws SettingsException if it cannot be used
     */
    static SitePractice check(Settings<StreamsSettings> settings) {
        StreamsProperties.check(settings);
        settings.app().feeds();
        return SitePractice.of(settings.app().protocolFile(), settings.app().policyFile());
    }

    /**
     * Makes sure of topics and schemas, then runs the topology.
     *
     * @throws org.apache.kafka.common.errors.RetriableException if brokers or registry do not answer: may be called again
     */
    synchronized void start() {
        if (admin == null) {
            admin = Admin.create(Map.copyOf(settings.client()));
        }
        Topics.create(admin, settings.app().partitions(), settings.app().replicationFactor());
        learnSchemas();
        run(admin);
    }

    /** Every schema of the contract, now: an outage of the registry later then stops no event and no page. */
    private void learnSchemas() {
        for (Topics topic : Topics.values()) {
            topic.schema().ifPresent(schema -> registry.schema(registry.publish(topic.subject(), schema)));
        }
    }

    private void run(Admin admin) {
        if (lasting.isEmpty()) {
            lasting = Set.copyOf(meters.getMeters());
        }
        BacklogTracker backlogs = new BacklogTracker(settings.app().drainPatience(), meters);
        FailureCounts failures = new FailureCounts(meters);
        TimerMeters timers = new TimerMeters(clock, meters);
        timerMeters = timers;
        TimerService timerService =
                new TimerService(clock, settings.app().tick(), Budget.OF_A_TICK, backlogs, failures, timers);
        int partitions = settings.app().partitions();
        int patients = settings.app().patientsAtHand().orElseGet(StreamsRuntime::inAThirdOfTheHeap);
        int atHand = (patients + partitions - 1) / partitions; // rounded up
        FeedArrivals feeds = new FeedArrivals(settings.app().feeds(), clock);
        StreamsTopology pipeline = new StreamsTopology(
                practice, new TopologySize(partitions, atHand), timerService, values, feeds, meters);
        KafkaStreams running = new KafkaStreams(
                pipeline.topology(),
                StreamsProperties.live(settings, new DeadLetters(clock, meters), backlogs, failures),
                new GatedClientSupplier(values.watch(), backlogs, admin));
        running.setUncaughtExceptionHandler(this::replace);
        running.setStateListener((now, before) -> changed(now));
        streamsMetrics = new KafkaStreamsMetrics(running);
        streamsMetrics.bindTo(meters);
        streams = running;
        running.start();
        openTransactions = new OpenTransactionWatch(admin, partitions, meters);
        openTransactions.start();
        feedWriter = new FeedWriter(
                settings.client(),
                settings.app().groupInstanceId().orElseGet(FeedWriter::nameOfThisProcess),
                values.serializer(),
                feeds,
                timers,
                clock);
        feedWriter.start();
    }

    private static int inAThirdOfTheHeap() {
        return Math.toIntExact(Math.min(Runtime.getRuntime().maxMemory() / 3 / BYTES_AT_HAND, Integer.MAX_VALUE / 2));
    }

    /** The thread's transaction is undone; a fresh one tries the same again. */
    private StreamThreadExceptionResponse replace(Throwable failure) {
        engineMeters.threadReplaced();
        LOG.error("A stream thread died and is replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void changed(KafkaStreams.State state) {
        LOG.info("The topology is {}", state);
        if (state == KafkaStreams.State.ERROR) {
            ended.completeExceptionally(new IllegalStateException("Kafka Streams ended in an error; see the log"));
        }
    }

    /** Why the process should be replaced, if it should. */
    Optional<String> deathReason() {
        KafkaStreams running = streams;
        return running != null && running.state() == KafkaStreams.State.ERROR
                ? Optional.of("the topology ended in an error")
                : Optional.empty();
    }

    /** Why records are not being processed, if they are not. */
    Optional<String> unreadyReason() {
        KafkaStreams running = streams;
        if (running == null) {
            return Optional.of("waiting for brokers and schema registry");
        }
        if (running.state() != KafkaStreams.State.RUNNING) {
            return Optional.of("the topology is " + running.state());
        }
        return isCutOff(running) ? Optional.of("has no connection to a broker") : Optional.empty();
    }

    /** Returns which deadlines are not met, if any are not. */
    Optional<String> lateness() {
        TimerMeters timers = timerMeters;
        return timers == null ? Optional.empty() : timers.lateness();
    }

    /** While all brokers are away Kafka Streams goes on RUNNING, and reads and commits nothing. */
    private static boolean isCutOff(KafkaStreams running) {
        double[] connections = running.metrics().values().stream()
                .filter(StreamsRuntime::countsConnectionsOfAReader)
                .mapToDouble(metric -> (double) metric.metricValue())
                .toArray();
        return connections.length > 0 && Arrays.stream(connections).allMatch(count -> count == 0);
    }

    private static boolean countsConnectionsOfAReader(Metric metric) {
        MetricName name = metric.metricName();
        String client = name.tags().getOrDefault("client-id", "");
        return name.name().equals("connection-count")
                && name.group().equals("consumer-metrics")
                && client.endsWith("-consumer")
                && !client.endsWith("-restore-consumer"); // it has none when nothing is to be restored
    }

    /**
     * Leaves the group and forgets every Kafka client, so that {@link #start} makes them again: they compare wall clocks,
     * and one that has been set keeps them waiting. Others take the tasks over meanwhile.
     */
    synchronized void leave() {
        close();
        streams = null;
        streamsMetrics = null;
        openTransactions = null;
        feedWriter = null;
        timerMeters = null;
        admin = null;
        // Gauges look at what has just been closed; counters go on.
        meters.getMeters().stream()
                .filter(meter -> meter.getId().getType() == Meter.Type.GAUGE && !lasting.contains(meter))
                .forEach(meters::remove);
    }

    /** Stops and leaves the group, so that others take over at once and not after the session timeout. */
    @Override
    public synchronized void close() {
        if (streams != null) {
            streams.close(CloseOptions.timeout(settings.app().stopWithin())
                    .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }
        if (feedWriter != null) {
            feedWriter.close();
        }
        if (openTransactions != null) {
            openTransactions.close();
        }
        if (streamsMetrics != null) {
            streamsMetrics.close();
        }
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
