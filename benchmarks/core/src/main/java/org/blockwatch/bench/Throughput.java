package org.blockwatch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.blockwatch.bench.feed.HospitalFeed;
import org.blockwatch.bench.rig.BenchBus;
import org.blockwatch.bench.rig.PeerEngine;
import org.blockwatch.bench.rig.Trial;
import org.blockwatch.bench.rig.Trial.Reading;
import org.blockwatch.bench.rig.Waiting;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.service.clock.EngineClock;

/**
 * Engines side by side on the same statements, which lie in the topics: how many they get through, and what a statement costs. The engines
 * take turns, each time in a fresh JVM; of its time the first half, in which the JVM warms up, does not
 * count, nor does the first round.
 */
final class Throughput implements Benchmark {
    private static final long SEED = 20_260_301;

    /** At first every patient is given a block, which does not count. */
    private static final Duration ADMITTED_WITHIN = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String what() {
        return "Statements per second, processor time, bytes and memory of each engine in steady state.";
    }

    /** What one engine used in the part of a round that counts. */
    private record Share(Reading from, Reading to, long peakMemory) {
        private double records() {
            return to.done() - from.done();
        }

        double perSecond() {
            return records() * 1e9 / (to.nanos() - from.nanos());
        }

        double cpu() {
            return to.cpu().minus(from.cpu()).toNanos() / 1e3 / records();
        }

        double brokerCpu() {
            return to.brokerCpu().minus(from.brokerCpu()).toNanos() / 1e3 / records();
        }

        double bothCpu() {
            return cpu() + brokerCpu();
        }

        double logBytes() {
            return (to.logBytes() - from.logBytes()) / records();
        }

        double stateBytes() {
            return to.stateBytes() / (double) to.done();
        }

        double memory() {
            return peakMemory / 1024.0 / 1024.0;
        }
    }

    @Override
    public void run(BenchSession session) throws InterruptedException {
        int patients =
                session.sizes(List.of(500), List.of(10_000), List.of(100_000)).get(0);
        int records = session.records().orElse(session.effort().choose(20_000, 1_000_000, 5_000_000));
        Duration box = Duration.ofSeconds(session.turn().orElse(session.effort().choose(2, 24, 60)));
        Path directory = TemporaryDirectory.create("blockwatch-bench-");
        try (BenchBus bus = BenchBus.open(directory, session.logs(this), session.profiled())) {
            Instant now = EngineClock.system().wallNow();
            session.say("publishing %,d statements about %,d patients", records, patients);
            long published = bus.publish(new HospitalFeed(patients, records, SEED, now).arrivals());
            Instant clockAt = EngineClock.system().now();
            Map<PeerEngine, List<Share>> shares = new LinkedHashMap<>();
            for (int round = 0; round < session.allRounds(); round++) {
                for (PeerEngine peer : session.built()) {
                    bus.forgetResults();
                    String group = "%s-%s".formatted(peer.label(), round);
                    try (Trial trial = Trial.start(peer, bus, directory, group, clockAt, true)) {
                        Reading start = trial.reading();
                        if (!trial.awaitDone(patients, ADMITTED_WITHIN)) {
                            throw new IllegalStateException(
                                    "%s did not take the blocks in within %s".formatted(peer.label(), ADMITTED_WITHIN));
                        }
                        Share share = share(session, trial, start, published, box);
                        session.say(
                                "round %s %s: %,.0f/s, %.1f µs", round, peer.label(), share.perSecond(), share.cpu());
                        if (round >= session.discarded()) {
                            shares.computeIfAbsent(peer, p -> new ArrayList<>()).add(share);
                        }
                    }
                }
            }
            Map<String, String> conditions = Map.of("patients", String.valueOf(patients));
            shares.forEach((peer, list) -> tell(session, peer.label(), conditions, list));
            compare(session, conditions, shares);
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    /** @param start before the first statement: where a smoke's few are all done by one commit, it has no other half to look at */
    private static Share share(BenchSession session, Trial trial, Reading start, long published, Duration box)
            throws InterruptedException {
        long begun = System.nanoTime();
        Reading from = afterCommit(trial, published / 2, box.dividedBy(2));
        Duration gone = Duration.ofNanos(System.nanoTime() - begun);
        Reading to = afterCommit(trial, published, box.minus(gone));
        if (to.done() <= from.done() && session.effort() == Effort.SMOKE) {
            from = start;
        }
        if (to.done() <= from.done()) {
            throw new IllegalStateException("nothing was done in " + box);
        }
        return new Share(from, to, trial.peakMemory());
    }

    /** What has been used when so many are done or so much time has gone, at the next commit: some commit only every second. */
    private static Reading afterCommit(Trial trial, long done, Duration within) throws InterruptedException {
        if (!trial.awaitDone(done, within)) {
            long before = trial.done();
            Waiting.until(Duration.ofSeconds(30), () -> trial.done() > before);
        }
        return trial.reading();
    }

    private void tell(BenchSession session, String label, Map<String, String> conditions, List<Share> shares) {
        Map<String, ToDoubleFunction<Share>> metrics = new LinkedHashMap<>();
        metrics.put("records/s", Share::perSecond);
        metrics.put("CPU µs/record, engine", Share::cpu);
        metrics.put("CPU µs/record, broker", Share::brokerCpu);
        metrics.put("log bytes/record", Share::logBytes);
        metrics.put("local state bytes/record", Share::stateBytes);
        metrics.put("peak memory MiB", Share::memory);
        metrics.forEach((metric, value) -> session.add(
                this,
                label,
                metric,
                conditions,
                shares.stream().map(value::applyAsDouble).toList()));
    }

    /** The ratios that issue and page promise, round by round. */
    private void compare(BenchSession session, Map<String, String> conditions, Map<PeerEngine, List<Share>> shares) {
        ratio(
                session,
                conditions,
                shares,
                PeerEngine.CLIENTS,
                "CPU, engine",
                (ours, theirs) -> ours.cpu() / theirs.cpu());
        ratio(
                session,
                conditions,
                shares,
                PeerEngine.STREAMS,
                "CPU, engine",
                (ours, theirs) -> ours.cpu() / theirs.cpu());
        ratio(
                session,
                conditions,
                shares,
                PeerEngine.CLIENTS,
                "CPU, both",
                (ours, theirs) -> ours.bothCpu() / theirs.bothCpu());
        ratio(
                session,
                conditions,
                shares,
                PeerEngine.STREAMS,
                "CPU, both",
                (ours, theirs) -> ours.bothCpu() / theirs.bothCpu());
        ratio(
                session,
                conditions,
                shares,
                PeerEngine.FLINK,
                "records/s",
                (ours, theirs) -> ours.perSecond() / theirs.perSecond());
    }

    private void ratio(
            BenchSession session,
            Map<String, String> conditions,
            Map<PeerEngine, List<Share>> shares,
            PeerEngine other,
            String metric,
            BiFunction<Share, Share, Double> ratio) {
        List<Share> ours = shares.get(PeerEngine.BLOCKWATCH);
        List<Share> theirs = shares.get(other);
        if (ours == null || theirs == null) {
            return;
        }
        List<Double> values = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            values.add(ratio.apply(ours.get(round), theirs.get(round)));
        }
        session.add(this, "blockwatch ÷ " + other.label(), metric, conditions, values);
    }
}
