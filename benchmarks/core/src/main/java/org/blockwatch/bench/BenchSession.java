package org.blockwatch.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.blockwatch.bench.result.Figure;
import org.blockwatch.bench.result.Results;
import org.blockwatch.bench.rig.PeerEngine;

/**
 * One run of benchmarks.
 *
 * @param rounds how often each is repeated, beside a first round that is thrown away
 * @param engines only those of these names are measured; empty: all
 * @param patients how many are open, one size after the other; empty: as the effort says
 * @param turn seconds that each engine works in a round of throughput; empty: as the effort says
 * @param records statements to publish for it; empty: as the effort says
 * @param profiled whether engines leave a flight recording, by which they are a little slower
 * @param progress tells a person what is being done
 */
record BenchSession(
        Effort effort,
        int rounds,
        Set<String> engines,
        List<Integer> patients,
        OptionalInt turn,
        OptionalInt records,
        boolean profiled,
        Results results,
        PrintStream progress) {

    /** How many rounds come first and are thrown away. */
    int discarded() {
        return effort.choose(0, 1, 1);
    }

    /** All rounds, those to throw away first. */
    int allRounds() {
        return discarded() + rounds;
    }

    /** How many patients are open, one size after the other. */
    List<Integer> sizes(List<Integer> smoke, List<Integer> brief, List<Integer> full) {
        return patients.isEmpty() ? effort.choose(smoke, brief, full) : patients;
    }

    void say(String text, Object... arguments) {
        progress.printf(Locale.ROOT, "  " + text + "%n", arguments);
    }

    /** The engines that are asked for, as far as their libraries are there. */
    List<PeerEngine> built() {
        return Arrays.stream(PeerEngine.values())
                .filter(peer -> engines.isEmpty() || engines.contains(peer.label()))
                .filter(peer -> peer.classpath().isPresent())
                .toList();
    }

    /** Where the processes of a benchmark log. */
    Path logs(Benchmark benchmark) {
        return results.directory().resolve("logs").resolve(benchmark.name());
    }

    void remark(String remark) {
        results.remark(remark);
        say("%s", remark);
    }

    void add(Benchmark benchmark, String subject, String metric, Map<String, String> conditions, List<Double> values) {
        Figure figure = new Figure(benchmark.name(), subject, metric, conditions, values);
        results.add(figure);
        say("%s %s: %,.3f %s", subject, conditions.isEmpty() ? "" : conditions, figure.median(), metric);
    }
}
