package org.blockwatch.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The benchmarks of one class, by JMH, in a JVM of their own.
 *
 * @param sizes values of the parameter {@code patients}: for a smoke run, else; null: it has none
 */
record Micro(String name, String what, Class<?> type, String @Nullable [] sizes) implements Benchmark {

    @Override
    public void run(BenchSession session) {
        Effort effort = session.effort();
        TimeValue slice = TimeValue.milliseconds(effort.choose(50, 500, 1_000));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(type.getName()) + "\\.")
                .forks(effort.choose(0, 1, 3))
                .warmupIterations(effort.choose(1, 4, 5))
                .warmupTime(slice)
                .measurementIterations(effort.choose(1, 5, 5))
                .measurementTime(slice)
                .jvmArgs("-Xms1g", "-Xmx1g")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (sizes != null) {
            options.param("patients", effort.choose(sizes[0], sizes[1], sizes[1]));
        }
        try {
            Collection<RunResult> measured = new Runner(options.build()).run();
            measured.forEach(result -> add(result, session));
        } catch (RunnerException e) { // JMH's own words say what to do, such as where another one runs
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void add(RunResult result, BenchSession session) {
        String label = result.getParams().getBenchmark();
        Map<String, String> conditions = new HashMap<>();
        for (String key : result.getParams().getParamsKeys()) {
            conditions.put(key, result.getParams().getParam(key));
        }
        List<Double> values = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getPrimaryResult)
                .map(primary -> primary.getScore())
                .toList();
        session.add(
                this,
                label.substring(label.lastIndexOf('.') + 1),
                result.getPrimaryResult().getScoreUnit(),
                conditions,
                values);
    }
}
