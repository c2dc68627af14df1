package org.blockwatch.bench.rig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.streams.AvroSerdes;
import org.blockwatch.streams.detection.FeedArrivals;
import org.blockwatch.streams.detection.Feeds;
import org.blockwatch.streams.detection.RecoveryMeters;
import org.blockwatch.streams.detection.RecoveryProcessor;
import org.blockwatch.streams.escalation.EscalationProcessor;
import org.blockwatch.streams.escalation.LadderMeters;
import org.blockwatch.streams.intake.DrainGate;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.patient.AssessmentLookup;
import org.blockwatch.streams.site.SitePractice;
import org.blockwatch.streams.timer.TimerMeters;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;
import org.blockwatch.streams.timer.Timers.Budget;

/** Detection and escalation on their real stores and changelogs, wired as in the live topology, fed by hand. */
public final class DetectionLab implements AutoCloseable {
    private static final int BATCH = 1_000; // statements to a transaction, about what a commit interval holds

    /** Patients kept as objects: fewer than an application has by default in the smallest heap that it is given. */
    public static final int AT_HAND = 20_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final VirtualClock clock;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TimerService timerService;
    private final SitePractice practice = SitePractice.shipped();
    private final Lab<RecoveryProcessor> lab;

    /**
     * With {@link #AT_HAND} patients at hand.
     *
     * @param now where the clock stands
     */
    public DetectionLab(Instant now) {
        this(now, AT_HAND);
    }

    /**
     * @param now where the clock stands
     * @param atHand patients kept as objects
     */
    public DetectionLab(Instant now, int atHand) {
        clock = EngineClock.virtual(now);
        Duration never = Duration.ofDays(1);
        timerService = new TimerService(
                clock,
                never,
                Budget.UNLIMITED,
                DrainGate.OPEN,
                new FailureCounts(meters),
                new TimerMeters(clock, meters));
        List<StoreBuilder<?>> stores = new ArrayList<>(RecoveryProcessor.stores());
        stores.add(Timers.store());
        lab = new Lab<>(stores, context -> detection(context, atHand), this::wireBehind);
    }

    private RecoveryProcessor detection(ProcessorContext<String, Object> context, int atHand) {
        RecoveryProcessor detection = new RecoveryProcessor(
                timerService,
                practice.protocols(),
                1,
                atHand,
                new RecoveryMeters(new FeedArrivals(Feeds.DEFAULT, clock), meters));
        detection.init(context);
        return detection;
    }

    private void wireBehind(Topology topology) {
        LadderMeters ladders = new LadderMeters(meters);
        topology.addProcessor(
                RecoveryProcessor.LADDERS,
                () -> new EscalationProcessor(practice.policies(), timerService, 1, ladders),
                Lab.NODE);
        topology.addStateStore(EscalationProcessor.ladders(), RecoveryProcessor.LADDERS);
        topology.connectProcessorAndStateStores(RecoveryProcessor.LADDERS, Timers.STORE, AssessmentLookup.STORE);
        sink(topology, RecoveryProcessor.ALERTS, Topics.ALERTS, Lab.NODE);
        sink(topology, RecoveryProcessor.VIEWS, Topics.RECOVERY, Lab.NODE);
        sink(topology, RecoveryProcessor.FOLLOW_UPS, Topics.FOLLOW_UPS, Lab.NODE);
        sink(topology, EscalationProcessor.PAGES, Topics.PAGES, RecoveryProcessor.LADDERS);
        sink(topology, EscalationProcessor.PAGE_EVENTS, Topics.PAGE_EVENTS, RecoveryProcessor.LADDERS);
    }

    private static void sink(Topology topology, String name, Topics topic, String parent) {
        topology.addSink(
                name,
                topic.topicName(),
                new StringSerializer(),
                AvroSerdes.offline().serializer(),
                parent);
    }

    /** Moves the clock on; nothing fires. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    public Instant now() {
        return clock.now();
    }

    /**
     * Takes statements in, many to a transaction.
     *
     * @return nanoseconds of the thread's processor time in processors and stores, without the commits
     */
    public long take(Collection<Arrival> arrivals) {
        long[] spent = {0};
        List<Arrival> all = List.copyOf(arrivals);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Arrival> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            lab.run(detection -> {
                long begun = THREADS.getCurrentThreadCpuTime();
                for (Arrival arrival : batch) {
                    detection.process(new Record<>(
                            arrival.patientId(), arrival.value(), clock.now().toEpochMilli()));
                }
                spent[0] += THREADS.getCurrentThreadCpuTime() - begun;
            });
        }
        return spent[0];
    }

    /** What has gone to topics and changelogs since the last call. */
    public Map<String, Lab.Written> written() {
        return lab.written();
    }

    @Override
    public void close() {
        lab.close();
    }
}
