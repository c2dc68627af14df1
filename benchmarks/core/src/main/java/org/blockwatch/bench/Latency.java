package org.blockwatch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.blockwatch.bench.feed.Deadlines;
import org.blockwatch.bench.feed.OpenPatients;
import org.blockwatch.bench.result.Figure;
import org.blockwatch.bench.rig.AlertWatch;
import org.blockwatch.bench.rig.AlertWatch.Told;
import org.blockwatch.bench.rig.BenchBus;
import org.blockwatch.bench.rig.PeerEngine;
import org.blockwatch.bench.rig.Trial;
import org.blockwatch.bench.rig.Waiting;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.service.clock.EngineClock;

/**
 * From the instant at which four hours are over to the instant at which a reader of committed records holds the alert, while many other
 * patients have a block open too. Deadlines come in waves, 100 ms apart; the first wave does not count.
 */
final class Latency implements Benchmark {
    private static final Duration GAP = Duration.ofMillis(100);

    /** From publishing to the first deadline: enough for every engine to have taken the statements in. */
    private static final Duration AHEAD = Duration.ofSeconds(4);

    private static final Duration LOAD_WITHIN = Duration.ofMinutes(30);
    private static final Duration TELL_WITHIN = Duration.ofSeconds(60);

    private final EngineClock wall = EngineClock.system();

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String what() {
        return "Milliseconds from a deadline to its alert, readable, with many patients open.";
    }

    @Override
    public void run(BenchSession session) throws InterruptedException {
        for (int patients :
                session.sizes(List.of(500), List.of(10_000, 100_000), List.of(10_000, 100_000, 1_000_000))) {
            Path directory = TemporaryDirectory.create("blockwatch-bench-");
            try {
                for (PeerEngine peer :
                        session.effort().choose(List.of(PeerEngine.BLOCKWATCH), session.built(), session.built())) {
                    if (peer.firesDeadlines()) {
                        measure(session, peer, patients, directory.resolve(peer.label()));
                    }
                }
            } finally {
                TemporaryDirectory.delete(directory);
            }
        }
    }

    /** On a broker of its own, since deadlines are statements that the next engine must not see. */
    private void measure(BenchSession session, PeerEngine peer, int patients, Path directory)
            throws InterruptedException {
        try (BenchBus bus = BenchBus.open(directory, session.logs(this), session.profiled())) {
            long published = bus.publish(new OpenPatients(patients, wall.now()).arrivals());
            try (Trial trial = Trial.start(peer, bus, directory, peer.label(), null, false);
                    AlertWatch watch = new AlertWatch(peer, bus)) {
                if (!trial.awaitDone(published, LOAD_WITHIN)) {
                    session.remark(String.format(
                            Locale.ROOT,
                            "latency: %s did not take in %,d patients within %s",
                            peer.label(),
                            patients,
                            LOAD_WITHIN));
                    return;
                }
                List<Double> medians = new ArrayList<>();
                List<Double> p99s = new ArrayList<>();
                for (int wave = 0; wave < session.allRounds(); wave++) {
                    List<Double> latencies = wave(session, peer, bus, watch, "wave" + wave + "-");
                    if (wave >= session.discarded() && !latencies.isEmpty()) {
                        Figure all = new Figure(name(), peer.label(), "ms", Map.of(), latencies);
                        medians.add(all.median());
                        p99s.add(all.at(0.99));
                    }
                }
                Map<String, String> conditions = Map.of("patients", String.valueOf(patients));
                session.add(this, peer.label(), "ms p50", conditions, medians);
                session.add(this, peer.label(), "ms p99", conditions, p99s);
                session.add(this, peer.label(), "peak memory MiB", conditions, List.of(trial.peakMemory() / 1048576.0));
            }
        }
    }

    private List<Double> wave(BenchSession session, PeerEngine peer, BenchBus bus, AlertWatch watch, String name)
            throws InterruptedException {
        int count = session.effort().choose(10, 40, 100);
        Deadlines deadlines = new Deadlines(name, count, wall.now().plus(AHEAD), GAP);
        bus.publish(deadlines.blocks().stream());
        bus.publish(deadlines.examinations().stream());
        Map<String, Instant> due = new HashMap<>(deadlines.byPatient());
        List<Double> latencies = new ArrayList<>();
        Waiting.until(AHEAD.plus(GAP.multipliedBy(count)).plus(TELL_WITHIN), () -> {
            for (Told told : watch.poll()) {
                Instant deadline = due.get(told.patientId());
                if (deadline != null && isTheAlert(peer, watch, told)) {
                    latencies.add((double) Duration.between(deadline, told.at()).toMillis());
                    due.remove(told.patientId());
                }
            }
            return due.isEmpty();
        });
        if (!due.isEmpty()) {
            session.remark("latency: %s told nothing of %s of %s deadlines".formatted(peer.label(), due.size(), count));
        }
        return latencies;
    }

    private static boolean isTheAlert(PeerEngine peer, AlertWatch watch, Told told) {
        if (!peer.tellsAlerts()) {
            return true;
        }
        var alert = watch.alert(told);
        return alert.getCode() == AlertCode.DEFICIT_PERSISTS_4H && alert.getPhase() == AlertPhase.START;
    }
}
