package org.blockwatch.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.blockwatch.bench.micro.CodecBenchmark;
import org.blockwatch.bench.micro.CoreBenchmark;
import org.blockwatch.bench.micro.TimerBenchmark;
import org.blockwatch.bench.result.Conditions;
import org.blockwatch.bench.result.Results;
import org.blockwatch.bench.rig.PeerEngine;
import org.blockwatch.service.meter.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures Blockwatch, in the small and beside its peers; docs/performance.md says how the figures are to be read. */
@Command(
        name = "blockwatch bench",
        sortOptions = false,
        description = {
            "Measure Blockwatch, in the small and beside its peers. Figures, tables and plots go to a folder.",
            "Close what else runs on the machine: figures from a busy one mean little."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Bench implements Callable<Integer> {
    private static final List<Benchmark> ALL = List.of(
            new Micro(
                    "core",
                    "The clinical core: judge, fold, fold from scratch, an alert's text, state as bytes.",
                    CoreBenchmark.class,
                    null),
            new Micro("codec", "Avro both ways, for every type of the contract.", CodecBenchmark.class, null),
            new Micro(
                    "timers",
                    "One tick of the timer index: nothing due, some due, many gone.",
                    TimerBenchmark.class,
                    new String[] {"10000", "1000000"}),
            new Growth(),
            new Throughput(),
            new Latency(),
            new Agreement(),
            new Restart(),
            new Instances());

    @Spec
    private CommandSpec spec;

    @Option(names = "--list", description = "Say what there is to measure, and measure nothing.")
    private boolean list;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these benchmarks, of --list.")
    private Set<String> only = Set.of();

    @Option(names = "--engines", paramLabel = "NAME", split = ",", description = "Only these engines, of --list.")
    private Set<String> engines = Set.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds that count; one more comes first and is thrown away. Default: 3.")
    private int rounds = 3;

    @Option(names = "--full", description = "The sizes of docs/performance.md, up to a million patients: hours.")
    private boolean full;

    @Option(names = "--smoke", description = "A few seconds each, to show that they run. The figures mean nothing.")
    private boolean smoke;

    @Option(
            names = "--patients",
            paramLabel = "N",
            split = ",",
            description =
                    "Sizes for growth, latency and restart, and the first for throughput, instead of those that come with --full or without.")
    private List<Integer> patients = List.of();

    @Option(
            names = "--turn",
            paramLabel = "SECONDS",
            description = "How long each engine works in a round of throughput; half of it is for warming up.")
    private @Nullable Integer turn;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Statements to publish for throughput; an engine that has read all ends its turn.")
    private @Nullable Integer records;

    @Option(
            names = "--profile",
            description = "Engines leave flight recordings (JFR) beside their logs, and are a little slower.")
    private boolean profile;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "bench-results",
            description = "Folder for results.json, results.md and plots. Default: ${DEFAULT-VALUE}.")
    private Path out;

    /** Runs the benchmarks that the arguments name; the exit status is the process's. */
    public static void main(String... args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new Bench()).execute(args);
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            ALL.forEach(benchmark -> System.out.printf("%-12s %s%n", benchmark.name(), benchmark.what()));
            System.out.printf("%nengines%n");
            for (PeerEngine peer : PeerEngine.values()) {
                System.out.printf(
                        "%-12s %s%s%n",
                        peer.label(),
                        peer.what(),
                        peer.classpath().isPresent() ? "" : " (not built: mvn -Ppeers package)");
            }
            return CommandLine.ExitCode.OK;
        }
        Set<String> known = ALL.stream().map(Benchmark::name).collect(Collectors.toSet());
        for (String name : only) {
            if (!known.contains(name)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "There is no benchmark " + name + "; --list says which there are.");
            }
        }
        Effort effort = smoke ? Effort.SMOKE : full ? Effort.FULL : Effort.SHORT;
        Results results = new Results(out, Conditions.here(options(effort)));
        int status = CommandLine.ExitCode.OK;
        BenchSession session = new BenchSession(
                effort,
                smoke ? 1 : rounds,
                engines,
                patients,
                given(turn),
                given(records),
                profile,
                results,
                System.out);
        for (Benchmark benchmark : wanted()) {
            System.out.printf("%n%s: %s%n", benchmark.name(), benchmark.what());
            try {
                benchmark.run(session);
            } catch (IllegalStateException e) { // an engine that ended, a broker that did not answer: the others go on
                session.remark("%s could not be measured: %s".formatted(benchmark.name(), e.getMessage()));
                status = CommandLine.ExitCode.SOFTWARE;
            }
            results.write();
        }
        System.out.printf("%nresults.json and results.md are in %s%n", out.toAbsolutePath());
        return status;
    }

    private static OptionalInt given(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private List<Benchmark> wanted() {
        return ALL.stream()
                .filter(benchmark -> only.isEmpty() || only.contains(benchmark.name()))
                .toList();
    }

    private Map<String, String> options(Effort effort) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("effort", effort.name().toLowerCase(Locale.ROOT));
        options.put("rounds", String.valueOf(smoke ? 1 : rounds));
        return options;
    }
}
