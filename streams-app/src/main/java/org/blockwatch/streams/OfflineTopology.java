package org.blockwatch.streams;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.detection.FeedArrivals;
import org.blockwatch.streams.detection.Feeds;
import org.blockwatch.streams.intake.DeadLetters;
import org.blockwatch.streams.intake.DrainGate;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.site.SitePractice;
import org.blockwatch.streams.timer.TimerMeters;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers.Budget;

/**
 * The live topology for a driver that feeds it by hand: the same processors, stores and handlers, one partition, values without a
 * registry, a tick of 1 ms so that a virtual clock can stop at every deadline, and no limit to what a tick does.
 *
 * @param topology to run
 * @param properties to run it with
 * @param values how the driver writes and reads values
 * @param nextWakeUp where the virtual clock has to stop next; empty if only an arrival can change anything
 */
public record OfflineTopology(
        Topology topology, Properties properties, AvroSerdes values, Supplier<Optional<Instant>> nextWakeUp) {
    private static final Duration TICK = Duration.ofMillis(1);

    /** Patients kept as objects: all of a ward that is replayed. */
    private static final int AT_HAND = 10_000;

    /**
     * Wires the topology again.
     *
     * @param clock the driver's: it stands where the driver's wall clock stands
     * @param stateDir an empty directory for the stores
     */
    public static OfflineTopology of(EngineClock clock, SitePractice practice, Path stateDir, MeterRegistry meters) {
        return of(clock, practice, stateDir, AT_HAND, meters);
    }

    /** As {@link #of(EngineClock, SitePractice, Path, MeterRegistry)}, with so many patients at hand. */
    public static OfflineTopology of(
            EngineClock clock, SitePractice practice, Path stateDir, int atHand, MeterRegistry meters) {
        return of(clock, practice, stateDir, atHand, DrainGate.OPEN, meters);
    }

    /** As {@link #of(EngineClock, SitePractice, Path, int, MeterRegistry)}, behind a gate. */
    public static OfflineTopology of(
            EngineClock clock, SitePractice practice, Path stateDir, int atHand, DrainGate gate, MeterRegistry meters) {
        return of(clock, practice, stateDir, atHand, gate, AvroSerdes.offline(), meters);
    }

    /** As {@link #of(EngineClock, SitePractice, Path, MeterRegistry)}, with values as a live application reads and writes them. */
    public static OfflineTopology of(
            EngineClock clock, SitePractice practice, Path stateDir, AvroSerdes values, MeterRegistry meters) {
        return of(clock, practice, stateDir, AT_HAND, DrainGate.OPEN, values, meters);
    }

    private static OfflineTopology of(
            EngineClock clock,
            SitePractice practice,
            Path stateDir,
            int atHand,
            DrainGate gate,
            AvroSerdes values,
            MeterRegistry meters) {
        FailureCounts failures = new FailureCounts(meters);
        TimerMeters timers = new TimerMeters(clock, meters);
        TimerService timerService = new TimerService(clock, TICK, Budget.UNLIMITED, gate, failures, timers);
        Properties properties = StreamsProperties.common(new DeadLetters(clock, meters), gate, failures);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "blockwatch-offline");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0"); // required, never used
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        return new OfflineTopology(
                new StreamsTopology(
                                practice,
                                new TopologySize(1, atHand),
                                timerService,
                                values,
                                new FeedArrivals(Feeds.DEFAULT, clock),
                                meters)
                        .topology(),
                properties,
                values,
                timers::earliest);
    }
}
