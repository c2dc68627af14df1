package org.blockwatch.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.cli.explain.Comparison;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.streams.escalation.Policy;
import org.blockwatch.streams.site.PolicyFile;
import org.blockwatch.streams.site.ProtocolFile;
import org.blockwatch.streams.site.SitePractice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What would another protocol or policy have done. */
@Command(
        name = "compare",
        sortOptions = false,
        description = {
            "Replay the same statements under two protocols or policies, and tell which alerts appear, vanish or move, and how"
                    + " many alerts and pages per patient-day each makes: by code, priority and role, and how alerts ended.",
            "Every block is judged under A and then under B, whatever protocol its statement names. An alert is the same in"
                    + " both if it has the same alertId. The first role of each page acknowledges it; nobody examines because"
                    + " of a page, so what is charted is the same for both."
        },
        footer = {
            "",
            "  blockwatch compare --protocol lumbar-medial-branch-block --protocol ours.yaml statements.ndjson",
            "  blockwatch compare --policy default --policy ours-policy.yaml statements.ndjson"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:compared",
            "1:there is no statement to compare by",
            "2:wrong arguments, or a protocol or policy that cannot be used",
            "3:compared, but some lines cannot be read or were refused; they are named on stderr"
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--protocol",
            paramLabel = "NAME|FILE",
            description =
                    "Twice: A, then B. A protocol that comes with Blockwatch, by its name, or a file. Default: the first"
                            + " that comes with Blockwatch, for both.")
    private List<String> protocols = List.of();

    @Option(
            names = "--policy",
            paramLabel = "default|FILE",
            description =
                    "Twice: A, then B. The policy that comes with Blockwatch, or a file. Default: that one for both.")
    private List<String> policies = List.of();

    @Option(
            names = "--answered-after",
            paramLabel = "DURATION",
            converter = EngineDuration.class,
            defaultValue = "10m",
            description = "How long after each page its first role acknowledges it. Default: 10m.")
    private Duration answeredAfter;

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
        if (isOdd(protocols) || isOdd(policies) || protocols.isEmpty() && policies.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give --protocol or --policy twice: A and B");
        }
        QuietLogs.ofAll();
        var both = List.of(practice(0), practice(1));
        var charted = ChartedFile.read(file, spec);
        var end = until == null ? end(charted.lines(), both) : until;
        if (charted.lines().isEmpty() || charted.lines().get(0).receivedAt().isAfter(end)) {
            spec.commandLine()
                    .getErr()
                    .printf("There is no statement in %s%s%n", file, until == null ? "" : " by " + until);
            return ExitStatus.FAILED;
        }
        List<String> refused;
        try (var interrupt = new Interrupt()) {
            refused = compare(charted.lines(), end, both);
        }
        refused.forEach(line -> spec.commandLine().getErr().println(line));
        return charted.whole() && refused.isEmpty() ? ExitStatus.OK : ExitStatus.SOME_LINES_REFUSED;
    }

    private static boolean isOdd(List<String> choices) {
        return !choices.isEmpty() && choices.size() != 2;
    }

    private SitePractice practice(int side) {
        var protocol = protocols.isEmpty()
                ? ProtocolFile.shipped().standard()
                : ProtocolChoice.of(protocols.get(side), spec).protocol();
        return new SitePractice(new Protocols(protocol), policy(side));
    }

    private Policy policy(int side) {
        if (policies.isEmpty() || policies.get(side).equals("default")) {
            return PolicyFile.builtIn();
        }
        try {
            return PolicyFile.read(Path.of(policies.get(side)));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static Instant end(List<StatementLine> lines, List<SitePractice> practices) {
        var watch = practices.stream()
                .map(practice -> practice.protocols().standard().times().watch())
                .max(Duration::compareTo)
                .orElseThrow();
        return lines.isEmpty()
                ? Instant.MAX
                : lines.get(lines.size() - 1).receivedAt().plus(watch);
    }

    private String named(SitePractice practice, int side) {
        var protocol = practice.protocols().standard().versionedName();
        var policy = "policy " + practice.policy().id();
        return protocols.isEmpty()
                ? "%s, %s".formatted(protocol, policies.isEmpty() ? policy : policy + ", " + policies.get(side))
                : policies.isEmpty()
                        ? "%s, %s".formatted(protocol, protocols.get(side))
                        : "%s, %s; %s, %s".formatted(protocol, protocols.get(side), policy, policies.get(side));
    }

    /** Prints the comparison, and returns what the application would refuse. */
    private List<String> compare(List<StatementLine> lines, Instant end, List<SitePractice> both) throws IOException {
        var states = new ArrayList<Path>();
        try {
            for (var side = 0; side < both.size(); side++) {
                states.add(TemporaryDirectory.create("blockwatch-compare-"));
            }
            var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            out.printf("A: %s%n", named(both.get(0), 0));
            out.printf("B: %s%n", named(both.get(1), 1));
            var comparison = Comparison.of(lines, end, both, answeredAfter, states);
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
