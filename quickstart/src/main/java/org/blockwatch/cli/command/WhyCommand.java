package org.blockwatch.cli.command;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.cli.why.AlertList;
import org.blockwatch.cli.why.AlertStory;
import org.blockwatch.cli.why.LiveTrail;
import org.blockwatch.cli.why.Trail;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.log.LogIds;
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
        name = "why",
        sortOptions = false,
        description = {
            "Tell the story of an alert from the topics of a running system: why it arose, who was paged over what, what"
                    + " became of each page, what people answered, and what comes next.",
            "Nothing is written, no offset is committed."
        },
        footer = {
            "",
            "  blockwatch why b1/DEFICIT_PERSISTS_4H/1",
            "  blockwatch why b1/DEFICIT_PERSISTS_4H/1 --recipient dr-7      # was dr-7 paged, and if not, why",
            "  blockwatch why page_q83vLkVkX2yYQ0mB3sJ4aXcT                  # an id that a page carried",
            "  blockwatch why id_3f9a12bc4de56789                            # what a log line calls an alert or a patient",
            "  blockwatch why --patient p1                                   # which alerts there are"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:told",
            "1:no such alert is known; or the broker or the registry did not answer",
            "2:wrong arguments"
        },
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ALERT_ID",
            arity = "0..1",
            description =
                    "The alertId, an id that a page carried (alert_..., page_...), or a name in a log line (id_...).")
    private @Nullable String id;

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description =
                    "The patientId. Without ALERT_ID: list the patient's alerts. With it: look nowhere else, which"
                            + " is faster.")
    private @Nullable String patientId;

    @Option(
            names = "--bed",
            paramLabel = "BED",
            description = "Without ALERT_ID: list the alerts about this bed, such as 12 or 'PACU 12'.")
    private @Nullable String bed;

    @Option(
            names = "--recipient",
            paramLabel = "ID",
            description = "Say why this person, as the roster names them, was paged or was not.")
    private @Nullable String recipient;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "In which time zone to tell, such as Europe/London (default: ${DEFAULT-VALUE}).")
    private ZoneId zone;

    @Option(
            names = "--json",
            description = "A line for each thing that happened: at, text, type and the record that says so.")
    private boolean json;

    @Option(
            names = "--page-id-secret-file",
            paramLabel = "FILE",
            description =
                    "To find an alert_... id: holds page.id.secret of alert-consumer, or its webhook secret where that is"
                            + " not set (default: the environment, PAGE_ID_SECRET or PAGE_ID_SECRET_FILE).")
    private @Nullable Path pageSecretFile;

    @Option(
            names = "--log-id-secret-file",
            paramLabel = "FILE",
            description = "To find an id_... of a log line: holds log.id.secret of the applications (default: the"
                    + " environment, LOG_ID_SECRET or LOG_ID_SECRET_FILE).")
    private @Nullable Path logSecretFile;

    @SuppressWarnings("UnusedVariable") // its converter refuses whatever is given
    @Option(
            names = {"--page-id-secret", "--log-id-secret"},
            hidden = true,
            converter = GivenSecret.Refused.class)
    private @Nullable String refused;

    @Mixin
    private BusOptions bus;

    @Override
    public Integer call() {
        if (id == null && patientId == null && bed == null) {
            throw new ParameterException(spec.commandLine(), "Give an ALERT_ID, or --patient or --bed to list alerts");
        }
        QuietLogs.ofAll();
        try (var topics = new LiveTrail(bus.client(), err())) {
            return id == null ? list(topics) : tell(id, topics);
        } catch (KafkaException e) {
            err().println(bus.unanswered(e));
            return ExitStatus.FAILED;
        }
    }

    private int list(LiveTrail topics) {
        var alerts = topics.latest(patientId, alert -> bed == null || AlertList.isAbout(alert, bed));
        if (alerts.isEmpty()) {
            err().printf(
                            "No alert %s is on blockwatch.alerts, which keeps 30 days. 'blockwatch explain --live' tells why none"
                                    + " arose.%n",
                            patientId == null ? "about bed " + bed : "of patient " + patientId);
            return ExitStatus.FAILED;
        }
        print(json ? AlertList.json(alerts) : AlertList.text(alerts, zone));
        return ExitStatus.OK;
    }

    private int tell(String wanted, LiveTrail topics) {
        var found = topics.find(
                wanted,
                patientId,
                GivenSecret.of("page.id.secret", pageSecretFile).orElse(null),
                GivenSecret.of("log.id.secret", logSecretFile).orElse(null));
        if (found.isEmpty()) {
            err().println(unknown(wanted));
            return ExitStatus.FAILED;
        }
        var now = EngineClock.system().now();
        print(found.stream().map(alert -> story(topics.read(alert), now)).collect(joining(json ? "" : "\n")));
        return ExitStatus.OK;
    }

    private String story(Trail trail, Instant now) {
        var story = new AlertStory(trail, now, zone);
        if (json) {
            return story.json();
        }
        return recipient == null ? story.text() : story.text(recipient);
    }

    private String unknown(String wanted) {
        var where = patientId == null ? "" : " of patient " + patientId;
        var hint = wanted.startsWith(LogIds.PREFIX)
                ? "Such a name can only be found with the key it was made with: give --log-id-secret-file, as the"
                        + " applications have it. It may be of a patient without alerts: 'blockwatch hash-id' tells the name"
                        + " of any id."
                : wanted.startsWith("alert_")
                        ? "Such an id can only be found with the secret it was made with: give --page-id-secret-file, as"
                                + " alert-consumer has it."
                        : wanted.startsWith("page_")
                                ? "The trail of pages keeps a year, and an attempt is in it once it has ended."
                                : "An alertId looks like <blockId>/<CODE>/<n>. 'blockwatch why --patient ID' or '--bed BED'"
                                        + " lists what there is; alerts are kept for 30 days, pages for a year.";
        return "Nothing is known of %s%s at %s.%n%s".formatted(wanted, where, bus.bootstrapServer(), hint);
    }

    private static void print(String text) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(text);
        out.flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
