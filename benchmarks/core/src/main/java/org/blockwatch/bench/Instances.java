package org.blockwatch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.blockwatch.bench.feed.Deadlines;
import org.blockwatch.bench.feed.OpenPatients;
import org.blockwatch.bench.rig.AlertWatch;
import org.blockwatch.bench.rig.BenchBus;
import org.blockwatch.bench.rig.PeerEngine;
import org.blockwatch.bench.rig.Trial;
import org.blockwatch.bench.rig.Waiting;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.schemas.HomePartition;
import org.blockwatch.service.clock.EngineClock;

/**
 * One, two and three instances of Blockwatch share the partitions; then one is killed in the middle of a wave of deadlines, and another,
 * which has a copy of its state, fires them.
 */
final class Instances implements Benchmark {
    private static final String GROUP = "instances";
    private static final Duration LOAD_WITHIN = Duration.ofMinutes(5);
    private static final Duration SPREAD_WITHIN = Duration.ofMinutes(3);
    private static final Duration TELL_WITHIN = Duration.ofMinutes(3);
    private static final Duration AHEAD = Duration.ofSeconds(6);
    private static final Duration GAP = Duration.ofMillis(250);

    private final EngineClock wall = EngineClock.system();

    @Override
    public String name() {
        return "instances";
    }

    @Override
    public String what() {
        return "Partitions of one, two and three instances; deadlines of one that is killed.";
    }

    @Override
    public void run(BenchSession session) throws InterruptedException {
        Path directory = TemporaryDirectory.create("blockwatch-bench-");
        List<Trial> instances = new ArrayList<>();
        try (BenchBus bus = BenchBus.open(directory, session.logs(this), session.profiled());
                AlertWatch watch = new AlertWatch(PeerEngine.BLOCKWATCH, bus)) {
            int patients =
                    session.sizes(List.of(200), List.of(2_000), List.of(2_000)).get(0);
            long published = bus.publish(new OpenPatients(patients, wall.now()).arrivals());
            for (int count = 1; count <= 3; count++) {
                instances.add(Trial.startInstance(bus, directory, GROUP, "instance-" + count));
                spread(session, bus, count);
                if (!instances.get(0).awaitDone(published, LOAD_WITHIN)) {
                    throw new IllegalStateException("the statements were not taken in within " + LOAD_WITHIN);
                }
            }
            kill(session, bus, watch, instances.get(0));
        } finally {
            instances.forEach(Trial::close);
            TemporaryDirectory.delete(directory);
        }
    }

    private void spread(BenchSession session, BenchBus bus, int count) throws InterruptedException {
        long begun = System.nanoTime();
        boolean even = Waiting.until(SPREAD_WITHIN, () -> {
            Map<String, Set<Integer>> members = bus.members(GROUP);
            return members.size() == count
                    && members.values().stream().allMatch(own -> own.size() == BenchBus.PARTITIONS / count);
        });
        Map<String, String> conditions = Map.of("instances", String.valueOf(count));
        List<Double> sizes = bus.members(GROUP).values().stream()
                .map(own -> (double) own.size())
                .toList();
        session.add(this, "blockwatch", "partitions each", conditions, sizes);
        if (even) {
            session.add(this, "blockwatch", "s until even", conditions, List.of((System.nanoTime() - begun) / 1e9));
        } else {
            session.remark("instances: with %s the partitions were not even within %s".formatted(count, SPREAD_WITHIN));
        }
    }

    /** Of the deadlines of the one that is killed, those after its death are another's to fire. */
    private void kill(BenchSession session, BenchBus bus, AlertWatch watch, Trial victim) throws InterruptedException {
        int count = session.effort().choose(40, 160, 160);
        Deadlines deadlines = new Deadlines("due-", count, wall.now().plus(AHEAD), GAP);
        bus.publish(deadlines.blocks().stream());
        bus.publish(deadlines.examinations().stream());
        Map<String, Instant> due = new HashMap<>(deadlines.byPatient());
        Map<String, Set<Integer>> before = bus.members(GROUP);
        Map<String, Instant> told = new HashMap<>();
        Instant death = deadlines.first().plus(GAP.multipliedBy(count / 4));
        List<Instant> killedAt = new ArrayList<>();
        Waiting.until(AHEAD.plus(GAP.multipliedBy(count)).plus(TELL_WITHIN), () -> {
            if (killedAt.isEmpty() && !wall.now().isBefore(death)) {
                victim.kill();
                killedAt.add(wall.now());
            }
            watch.poll().stream()
                    .filter(one -> due.containsKey(one.patientId()) && isTheAlert(watch, one))
                    .forEach(one -> told.putIfAbsent(one.patientId(), one.at()));
            return told.size() == due.size();
        });
        Waiting.until(SPREAD_WITHIN, () -> bus.members(GROUP).size() == 2);
        Set<String> alive = bus.members(GROUP).keySet();
        Set<Integer> orphaned = before.entrySet().stream()
                .filter(member -> !alive.contains(member.getKey()))
                .flatMap(member -> member.getValue().stream())
                .collect(Collectors.toSet());
        tell(session, due, told, orphaned, killedAt.get(0));
    }

    private void tell(
            BenchSession session,
            Map<String, Instant> due,
            Map<String, Instant> told,
            Set<Integer> orphaned,
            Instant killedAt) {
        Map<String, List<Double>> late = new TreeMap<>();
        due.forEach((patientId, at) -> {
            if (told.containsKey(patientId) && at.isAfter(killedAt)) {
                String whose = orphaned.contains(partition(patientId)) ? "of the killed" : "of the others";
                late.computeIfAbsent(whose, w -> new ArrayList<>())
                        .add(Duration.between(at, told.get(patientId)).toMillis() / 1e3);
            }
        });
        late.forEach((whose, seconds) ->
                session.add(this, "deadlines " + whose, "s late", Map.of("due", "after its death"), seconds));
        session.add(this, "deadlines", "never told", Map.of(), List.of((double) due.size() - told.size()));
    }

    private static int partition(String patientId) {
        return HomePartition.of(patientId, BenchBus.PARTITIONS);
    }

    private static boolean isTheAlert(AlertWatch watch, AlertWatch.Told told) {
        var alert = watch.alert(told);
        return alert.getCode() == AlertCode.DEFICIT_PERSISTS_4H && alert.getPhase() == AlertPhase.START;
    }
}
