package org.blockwatch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.blockwatch.bench.feed.HospitalFeed;
import org.blockwatch.bench.rig.AlertWatch;
import org.blockwatch.bench.rig.BenchBus;
import org.blockwatch.bench.rig.PeerEngine;
import org.blockwatch.bench.rig.Trial;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.service.clock.EngineClock;

/**
 * Whether the engines that judge by Blockwatch's rules come to the same alerts: the same statements, the same instant, and then every open
 * alert of one beside that of the other. Numbers, times and words of transitions are left out: they
 * depend on the order in which topics are read.
 */
final class Agreement implements Benchmark {
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final int SHOWN = 5;

    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public String what() {
        return "Alerts in which engines that judge by the same rules differ.";
    }

    @Override
    public void run(BenchSession session) throws InterruptedException {
        int records = session.effort().choose(6_000, 50_000, 500_000);
        List<PeerEngine> judging =
                session.built().stream().filter(PeerEngine::tellsAlerts).toList();
        Path directory = TemporaryDirectory.create("blockwatch-bench-");
        try (BenchBus bus = BenchBus.open(directory, session.logs(this), session.profiled())) {
            Instant now = EngineClock.system().wallNow();
            long published = bus.publish(new HospitalFeed(records / 10, records, 1, now).arrivals());
            Instant clockAt = EngineClock.system().now();
            Map<PeerEngine, Set<String>> open = new TreeMap<>();
            for (PeerEngine peer : judging) {
                bus.forgetResults();
                try (Trial trial = Trial.start(peer, bus, directory, peer.label(), clockAt, true)) {
                    if (!trial.awaitDone(published, WITHIN)) {
                        throw new IllegalStateException(peer.label() + " was not done within " + WITHIN);
                    }
                }
                open.put(peer, openAlerts(peer, bus));
                session.add(this, peer.label(), "open alerts", Map.of(), List.of((double)
                        open.get(peer).size()));
            }
            if (open.size() == 2) {
                differ(
                        session,
                        Objects.requireNonNull(open.get(PeerEngine.BLOCKWATCH)),
                        Objects.requireNonNull(open.get(PeerEngine.FLINK)));
            }
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    private void differ(BenchSession session, Set<String> ours, Set<String> theirs) {
        List<String> differing = new ArrayList<>();
        ours.stream()
                .filter(alert -> !theirs.contains(alert))
                .forEach(alert -> differing.add("only blockwatch: " + alert));
        theirs.stream().filter(alert -> !ours.contains(alert)).forEach(alert -> differing.add("only flink: " + alert));
        session.add(this, "blockwatch and flink", "alerts that differ", Map.of(), List.of((double) differing.size()));
        differing.stream().limit(SHOWN).forEach(session::remark);
    }

    /** After the last transition of each. */
    private static Set<String> openAlerts(PeerEngine peer, BenchBus bus) {
        Map<String, Alert> last = new TreeMap<>();
        try (AlertWatch watch = new AlertWatch(peer, bus)) {
            watch.rest().stream()
                    .map(watch::alert)
                    .forEach(alert -> last.put(alert.getPatientId() + alert.getAlertId(), alert));
        }
        Set<String> open = new HashSet<>();
        last.values().stream()
                .filter(alert -> alert.getPhase() != AlertPhase.END)
                .forEach(alert -> open.add("%s %s %s %s due %s, %s %s"
                        .formatted(
                                alert.getPatientId(),
                                alert.getBlockId(),
                                alert.getCode(),
                                alert.getPriority(),
                                alert.getDueAt(),
                                alert.getFlags(),
                                alert.getEvidence().stream().sorted().toList())));
        return open;
    }
}
