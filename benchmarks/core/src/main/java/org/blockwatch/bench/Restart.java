package org.blockwatch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.blockwatch.bench.feed.OpenPatients;
import org.blockwatch.bench.rig.BenchBus;
import org.blockwatch.bench.rig.PeerEngine;
import org.blockwatch.bench.rig.Trial;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.service.clock.EngineClock;

/** From the start of the JVM to a topology that reads, after a planned stop: with the state where it was, and with nothing but changelogs. */
final class Restart implements Benchmark {
    private static final Duration LOAD_WITHIN = Duration.ofMinutes(30);

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public String what() {
        return "Seconds until Blockwatch runs again, on local state and from changelogs, and its size.";
    }

    @Override
    public void run(BenchSession session) throws InterruptedException {
        for (int patients :
                session.sizes(List.of(500), List.of(10_000, 100_000), List.of(10_000, 100_000, 1_000_000))) {
            Path directory = TemporaryDirectory.create("blockwatch-bench-");
            try (BenchBus bus = BenchBus.open(directory, session.logs(this), session.profiled())) {
                measure(session, bus, directory, patients);
            } finally {
                TemporaryDirectory.delete(directory);
            }
        }
    }

    private void measure(BenchSession session, BenchBus bus, Path directory, int patients) throws InterruptedException {
        long published =
                bus.publish(new OpenPatients(patients, EngineClock.system().now()).arrivals());
        Map<String, String> conditions = Map.of("patients", String.valueOf(patients));
        try (Trial first = trial(bus, directory)) {
            first.awaitDone(published, LOAD_WITHIN);
            Trial.Reading reading = first.reading();
            session.add(this, "blockwatch", "local state MiB", conditions, List.of(reading.stateBytes() / 1048576.0));
            session.add(this, "blockwatch", "logs MiB", conditions, List.of(reading.logBytes() / 1048576.0));
            session.add(this, "blockwatch", "peak memory MiB", conditions, List.of(first.peakMemory() / 1048576.0));
        }
        List<Double> local = new ArrayList<>();
        List<Double> changelogs = new ArrayList<>();
        for (int round = 0; round < session.allRounds(); round++) {
            double onState = seconds(bus, directory);
            TemporaryDirectory.delete(directory.resolve("state-blockwatch"));
            double fromLogs = seconds(bus, directory);
            if (round >= session.discarded()) {
                local.add(onState);
                changelogs.add(fromLogs);
            }
        }
        session.add(this, "blockwatch", "s, on local state", conditions, local);
        session.add(this, "blockwatch", "s, from changelogs", conditions, changelogs);
    }

    private static double seconds(BenchBus bus, Path directory) throws InterruptedException {
        try (Trial trial = trial(bus, directory)) {
            return trial.startedIn().toNanos() / 1e9;
        }
    }

    private static Trial trial(BenchBus bus, Path directory) throws InterruptedException {
        return Trial.start(PeerEngine.BLOCKWATCH, bus, directory, "blockwatch", null, false);
    }
}
