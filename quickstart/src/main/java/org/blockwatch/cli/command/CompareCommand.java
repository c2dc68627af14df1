package org.blockwatch.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.cli.explain.Comparison;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.schemas.StatementLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What would another protocol have done. */
@Command(
        name = "compare",
        sortOptions = false,
        description = {
            "Replay the same statements under two protocols, and tell which alerts appear, vanish or move, and how many alerts"
                    + " per patient-day each protocol makes.",
            "Every block is judged under A and then under B, whatever protocol its statement names. An alert is the same in"
                    + " both if it has the same alertId."
        },
        footer = {
            "",
            "  blockwatch compare --protocol lumbar-medial-branch-block --protocol ours.yaml statements.ndjson"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:compared",
            "1:there is no statement to compare by",
            "2:wrong arguments, or a protocol that cannot be used",
            "3:compared, but some lines cannot be read or were refused; they are named on stderr"
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--protocol",
            paramLabel = "NAME|FILE",
            required = true,
            description = "Twice: A, then B. A protocol that comes with Blockwatch, by its name, or a file.")
    private List<String> protocols;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            converter = InstantWithOffset.class,
            description =
                    "Where the clock stops, as 2026-03-03T09:00:00Z. Default: when the longer watch of the two, begun at"
                            + " the last arrival, would be over.")
    private @Nullable Instant until;

    @Parameters(paramLabel = "FILE", description = "NDJSON, in order of arrival; - is stdin.")
    private String file;

    @Override
    public Integer call() throws IOException {
        if (protocols.size() != 2) {
            throw new ParameterException(spec.commandLine(), "Give --protocol twice: A and B");
        }
        QuietLogs.ofAll();
        var both = protocols.stream()
                .map(choice -> ProtocolChoice.of(choice, spec).protocol())
                .toList();
        var charted = ChartedFile.read(file, spec);
        var end = until == null ? end(charted.lines(), both) : until;
        if (charted.lines().isEmpty() || charted.lines().get(0).receivedAt().isAfter(end)) {
            spec.commandLine()
                    .getErr()
                    .printf("There is no statement in %s%s%n", file, until == null ? "" : " by " + until);
            return ExitStatus.FAILED;
        }
        var refused = compare(charted.lines(), end, both);
        refused.forEach(line -> spec.commandLine().getErr().println(line));
        return charted.whole() && refused.isEmpty() ? ExitStatus.OK : ExitStatus.SOME_LINES_REFUSED;
    }

    private static Instant end(List<StatementLine> lines, List<Protocol> protocols) {
        var watch = protocols.stream()
                .map(protocol -> protocol.times().watch())
                .max(Duration::compareTo)
                .orElseThrow();
        return lines.isEmpty()
                ? Instant.MAX
                : lines.get(lines.size() - 1).receivedAt().plus(watch);
    }

    /** Prints the comparison, and returns what the application would refuse. */
    private List<String> compare(List<StatementLine> lines, Instant end, List<Protocol> both) throws IOException {
        var states = new ArrayList<Path>();
        try {
            for (var protocol : both) {
                states.add(TemporaryDirectory.create("blockwatch-compare-"));
            }
            var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            out.printf("A: %s, %s%n", both.get(0).versionedName(), protocols.get(0));
            out.printf("B: %s, %s%n", both.get(1).versionedName(), protocols.get(1));
            var comparison = Comparison.of(lines, end, both, states);
            out.print(comparison.text());
            out.flush();
            return comparison.refused();
        } finally {
            for (var state : states) {
                TemporaryDirectory.delete(state);
            }
        }
    }
}
