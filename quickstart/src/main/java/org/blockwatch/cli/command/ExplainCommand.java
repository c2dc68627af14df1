package org.blockwatch.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.cli.explain.Explanation;
import org.blockwatch.cli.explain.LiveChart;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.site.SitePractice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why was I paged, why was I not. */
@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Explain a patient at an instant: the picture, every rule with whether it holds and why, the statements it rests"
                    + " on, the open alerts, and what comes next.",
            "The statements are replayed through the live topology up to that instant; what arrived later is not known yet."
        },
        footer = {
            "",
            "  blockwatch explain --patient p1 --at 2026-03-01T12:12:00Z statements.ndjson",
            "  blockwatch explain --patient p1 --live --bootstrap-server broker:9092 --registry http://registry:8081"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:explained",
            "1:nothing of the patient had arrived by then; or the broker or the registry did not answer",
            "2:wrong arguments",
            "3:explained, but some lines cannot be read; they are named on stderr"
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--patient", paramLabel = "ID", required = true, description = "The patientId.")
    private String patientId;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantWithOffset.class,
            description = "The instant, as 2026-03-03T09:00:00Z; what is due or arrives then is included. Default with"
                    + " --live: now.")
    private @Nullable Instant at;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "NDJSON, in order of arrival; - is stdin.")
    private @Nullable String file;

    @Option(
            names = "--live",
            description =
                    "Instead of a file, read the four statement topics of a running system whose clock is not sped"
                            + " up. Nothing is written, no offset is committed.")
    private boolean live;

    @Option(
            names = "--protocol",
            paramLabel = "NAME|FILE",
            description = "The site's own protocol file, where the running system has one (protocol.file). Default: the"
                    + " protocols that come with Blockwatch.")
    private @Nullable String protocol;

    @Mixin
    private BusOptions bus;

    @Override
    public Integer call() throws IOException {
        if (live == (file != null)) {
            throw new ParameterException(spec.commandLine(), "Give a FILE, or --live: one of them");
        }
        if (at == null && !live) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--at=INSTANT'");
        }
        QuietLogs.ofAll();
        var practice = protocol == null
                ? SitePractice.shipped()
                : ProtocolChoice.of(protocol, spec).alone();
        if (live) {
            try {
                var lines = LiveChart.read(
                        patientId, bus.client(), spec.commandLine().getErr());
                return explain(lines, at == null ? EngineClock.system().now() : at, practice);
            } catch (KafkaException e) {
                spec.commandLine().getErr().println(bus.unanswered(e));
                return ExitStatus.FAILED;
            }
        }
        var charted = ChartedFile.read(Objects.requireNonNull(file), spec);
        var status = explain(charted.lines(), Objects.requireNonNull(at), practice);
        return status == ExitStatus.OK && !charted.whole() ? ExitStatus.SOME_LINES_REFUSED : status;
    }

    private int explain(List<StatementLine> lines, Instant instant, SitePractice practice) throws IOException {
        try (var interrupt = new Interrupt()) {
            return explained(lines, instant, practice);
        }
    }

    private int explained(List<StatementLine> lines, Instant instant, SitePractice practice) throws IOException {
        Path state = TemporaryDirectory.create("blockwatch-explain-");
        try {
            var explanation = Explanation.of(lines, patientId, instant, practice, state);
            if (explanation.isEmpty()) {
                spec.commandLine().getErr().printf("Nothing of patient %s had arrived by %s%n", patientId, instant);
                return ExitStatus.FAILED;
            }
            var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            out.print(explanation.get().text());
            out.flush();
            return ExitStatus.OK;
        } finally {
            TemporaryDirectory.delete(state);
        }
    }
}
