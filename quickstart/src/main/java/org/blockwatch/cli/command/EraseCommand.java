package org.blockwatch.cli.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.cli.access.Access;
import org.blockwatch.cli.erase.Erasure;
import org.blockwatch.cli.erase.PatientTraces;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.text.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything about one patient that can be erased, and an account of the rest. */
@Command(
        name = "erase",
        sortOptions = false,
        description = {
            "Erase one patient: the rows that are kept for ever, on blockwatch.recovery and in the changelogs of"
                    + " streams-app. Single records of topics that delete by age cannot be removed; the account on stdout"
                    + " says which stay and until when.",
            "All streams-apps must be stopped for it, since a running one would write its own copy again. While they are"
                    + " stopped nobody is paged. Remove their state directories before you start them: they build them"
                    + " again from the changelogs."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:erased, or nothing to erase",
            "1:streams-app is running; or the broker did not answer, or refused: nothing is erased",
            "2:wrong arguments"
        },
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATIENT", description = "The patientId.")
    private String patientId;

    @Option(names = "--dry-run", description = "Say what would be erased and what stays, and erase nothing.")
    private boolean dryRun;

    @Option(
            names = "--numbers-too",
            description =
                    "Erase how many alerts there were, too. Without this that is kept while records stay that name"
                            + " alerts of the patient, so that no alertId is given twice.")
    private boolean numbersToo;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "application.id of streams-app (default: blockwatch).")
    private String applicationId = Access.Names.DEFAULT.applicationId();

    @Mixin
    private BusOptions bus;

    @Override
    public Integer call() throws InterruptedException {
        QuietLogs.ofAll();
        try (var erasure = new Erasure(bus.client());
                var topics = new TopicReader(bus.client(), spec.commandLine().getErr())) {
            var running = dryRun ? 0 : erasure.running(applicationId);
            if (running > 0) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                "%s threads of streams-app (group %s) are running, and would write their own copy again."
                                        + " Stop all of them, and erase then. Nothing is erased.%n",
                                running, applicationId);
                return ExitStatus.FAILED;
            }
            var traces = PatientTraces.read(topics, patientId, applicationId, numbersToo);
            if (!dryRun && traces.rowCount() > 0) {
                erasure.erase(traces);
            }
            account(traces, erasure);
            return ExitStatus.OK;
        } catch (KafkaException e) {
            spec.commandLine().getErr().println(bus.unanswered(e));
            return ExitStatus.FAILED;
        }
    }

    private void account(PatientTraces traces, Erasure erasure) throws InterruptedException {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.printf(
                "Patient %s at %s, %s%n%n%s%n",
                Printable.line(patientId),
                bus.bootstrapServer(),
                EngineClock.system().now(),
                dryRun ? "Would be erased:" : "Erased, and gone from the logs once their cleaner has come by:");
        traces.rows().forEach((topic, rows) -> out.printf("  %-36s %s rows%n", topic, rows.size()));
        numbers(traces, erasure, out);
        out.printf("%nStays until it is deleted by age:%n");
        if (traces.records().isEmpty()) {
            out.println("  nothing");
        }
        for (Map.Entry<String, PatientTraces.Remains> remains : traces.records().entrySet()) {
            var gone = erasure.goneBy(remains.getKey(), remains.getValue().latest());
            out.printf(
                    "  %-36s %s records, the last of %s: gone by %s%n",
                    remains.getKey(),
                    remains.getValue().count(),
                    remains.getValue().latest(),
                    gone);
        }
        out.printf(
                "%nNot within reach: the state directories of streams-app (remove them before it starts), the memory of"
                        + " alert-consumer (look.back, or a restart), log lines (the patient by a keyed hash), dead letters under"
                        + " another key, backups, and what receivers of pages have kept.%n");
        out.flush();
    }

    private void numbers(PatientTraces traces, Erasure erasure, PrintStream out) throws InterruptedException {
        if (traces.numbers().isEmpty()) {
            return;
        }
        out.printf("%nKept, so that no alertId is given twice while records below name alerts of the patient:%n");
        for (var row : traces.numbers()) {
            out.printf(
                    "  %-36s 1 row: how many alerts of each kind there were%n",
                    row.partition().topic());
        }
        var last = traces.alertsGoneBy().orElseThrow();
        out.printf(
                "Erase again after %s, or with --numbers-too now.%n",
                erasure.goneBy(last.getKey(), last.getValue().latest()));
    }
}
