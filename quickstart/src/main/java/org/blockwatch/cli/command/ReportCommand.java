package org.blockwatch.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.cli.kafka.AdmissionCheck;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.cli.replay.Replay;
import org.blockwatch.cli.report.Courses;
import org.blockwatch.cli.report.QualityReport;
import org.blockwatch.cli.report.ReportPage;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.schemas.Topics;
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

/** How it went, for a clinic's quality meeting. */
@Command(
        name = "report",
        sortOptions = false,
        description = {
            "Write a page for the clinic's quality meeting, and its numbers as CSV beside it: time to recovery by technique,"
                    + " follow-up reached, alerts and how they ended, time to answers and examinations, risks and outcomes.",
            "Nobody is named, and numbers below 5 are hidden. From files the statements are replayed; with --live the alerts"
                    + " and answers of a running system are read, which keeps statements for 7 days and alerts for 30."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "1:nothing to report, or the broker did not answer",
            "2:wrong arguments",
            "3:written without the lines that cannot be read or were refused; they are named on stderr"
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private static final List<Topics> LOOKED_AT =
            List.of(Topics.BLOCKS, Topics.ASSESSMENTS, Topics.CARE_EVENTS, Topics.ALERTS, Topics.ALERT_RESPONSES);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "NDJSON, in order of arrival; - is stdin.")
    private @Nullable String file;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            converter = InstantWithOffset.class,
            description = "Until when it is known what became of everybody (default: the last arrival of the file; with"
                    + " --live now).")
    private @Nullable Instant until;

    @Option(
            names = "--live",
            description = "Instead of a file, read the topics of a running system. Nothing is written there.")
    private boolean live;

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            defaultValue = "report.html",
            description = "The page (default: ${DEFAULT-VALUE}); the CSV bears the same name with .csv.")
    private Path out;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            defaultValue = "Recovery after lumbar medial branch blocks",
            description = "Default: ${DEFAULT-VALUE}.")
    private String title;

    @Option(
            names = "--protocol",
            paramLabel = "NAME|FILE",
            description = "The site's own protocol file, where the running system has one (protocol.file). Default: the"
                    + " protocols that come with Blockwatch.")
    private @Nullable String protocol;

    @Mixin
    private BusOptions bus;

    private boolean whole = true;

    /** What a report is made of. */
    private record Gathered(
            List<SpecificRecord> statements, List<Alert> alerts, List<AlertResponse> answers, Instant until) {}

    @Override
    public Integer call() throws IOException {
        if (live == (file != null)) {
            throw new ParameterException(spec.commandLine(), "Give a FILE, or --live: one of them");
        }
        QuietLogs.ofAll();
        Gathered gathered;
        try (var interrupt = new Interrupt()) {
            gathered = live ? read() : replayed(Objects.requireNonNull(file));
        } catch (KafkaException e) {
            spec.commandLine().getErr().println(bus.unanswered(e));
            return ExitStatus.FAILED;
        }
        var courses = Courses.of(
                gathered.statements(),
                gathered.alerts(),
                gathered.answers(),
                gathered.until(),
                practice().protocols());
        if (courses.from() == null && courses.alerts().isEmpty()) {
            spec.commandLine().getErr().println("There is nothing to report: no block and no alert");
            return ExitStatus.FAILED;
        }
        write(courses);
        return whole ? ExitStatus.OK : ExitStatus.SOME_LINES_REFUSED;
    }

    private void write(Courses courses) throws IOException {
        var period = courses.from() == null
                ? "Until %s".formatted(courses.until())
                : "Blocks from %s on, what is known on %s".formatted(day(courses.from()), day(courses.until()));
        var page = new ReportPage(title, period, QualityReport.of(courses));
        var csv = out.resolveSibling(out.getFileName().toString().replaceFirst("\\.html?$", "") + ".csv");
        Files.writeString(out, page.html());
        Files.writeString(csv, page.csv());
        spec.commandLine().getOut().printf("%s%n%s%n", out, csv);
        spec.commandLine().getOut().flush();
    }

    private boolean isJudged(SpecificRecord statement, Protocols protocols) {
        if (!(statement instanceof BlockPerformed block) || protocols.knows(block.getProtocol())) {
            return true;
        }
        whole = false;
        spec.commandLine()
                .getErr()
                .printf(
                        "A block is left out: it is under protocol %s, and loaded are %s. Give its file as --protocol.%n",
                        block.getProtocol(), protocols.versions());
        return false;
    }

    private SitePractice practice() {
        return protocol == null
                ? SitePractice.shipped()
                : ProtocolChoice.of(protocol, spec).alone();
    }

    /** A day is enough: a time could be somebody's. */
    private static String day(Instant instant) {
        return instant.toString().substring(0, "2026-03-01".length());
    }

    private Gathered read() {
        var statements = new ArrayList<SpecificRecord>();
        var alerts = new ArrayList<Alert>();
        var answers = new ArrayList<AlertResponse>();
        var admission = new AdmissionCheck();
        var protocols = practice().protocols();
        try (var topics = new TopicReader(bus.client(), spec.commandLine().getErr())) {
            var partitions = LOOKED_AT.stream()
                    .flatMap(topic -> topics.partitions(topic).stream())
                    .toList();
            topics.read(partitions, Optional.empty(), patient -> true, entry -> {
                if (entry.value() instanceof Alert alert) {
                    alerts.add(alert);
                } else if (entry.value() instanceof AlertResponse answer) {
                    answers.add(answer);
                } else if (isJudged(entry.value(), protocols)
                        && admission.refusal(entry.value(), entry.arrivedAt()).isEmpty()) {
                    statements.add(entry.value()); // what is refused lies among the dead letters
                }
            });
        }
        return new Gathered(
                statements,
                alerts,
                answers,
                until == null ? EngineClock.system().now() : until);
    }

    private Gathered replayed(String from) throws IOException {
        var charted = ChartedFile.read(from, spec);
        whole = charted.whole();
        var lines = charted.lines();
        if (lines.isEmpty()) {
            return new Gathered(List.of(), List.of(), List.of(), Instant.EPOCH);
        }
        var end = until == null ? lines.get(lines.size() - 1).receivedAt() : until;
        var state = TemporaryDirectory.create("blockwatch-report-");
        try (var replay = new Replay(lines.get(0).receivedAt(), practice(), state)) {
            return replayed(replay, lines, end);
        } finally {
            TemporaryDirectory.delete(state);
        }
    }

    private Gathered replayed(Replay replay, List<StatementLine> lines, Instant end) {
        var taken = new ArrayList<SpecificRecord>();
        for (var line : lines) {
            if (line.receivedAt().isAfter(end)) {
                continue;
            }
            var refused = replay.arrives(line.receivedAt(), Topics.key(line.statement()), line.statement())
                    .refused();
            refused.ifPresent(why -> spec.commandLine().getErr().println(why));
            whole &= refused.isEmpty();
            if (refused.isEmpty()) {
                taken.add(line.statement());
            }
        }
        replay.runUntil(end);
        return new Gathered(
                taken,
                replay.alerts(),
                taken.stream().flatMap(ReportCommand::answer).toList(),
                end);
    }

    private static Stream<AlertResponse> answer(SpecificRecord record) {
        return record instanceof AlertResponse answer ? Stream.of(answer) : Stream.empty();
    }
}
