package org.blockwatch.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.blockwatch.cli.kafka.AdmissionCheck;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.json.PlainJsonException;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.intake.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes plain-JSON statements and answers to any broker. */
@Command(
        name = "publish",
        sortOptions = false,
        description = {
            "Publish plain-JSON statements (and AlertResponse lines), one a line, as Avro to their topics.",
            "A line that cannot be published, or that streams-app would refuse (no blockId, of last March, and so on), is"
                    + " named on stderr with its number and the reason; the rest goes on. What only the running system"
                    + " knows is not asked: which protocols it has loaded, which statements it has had."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:everything was published",
            "1:the broker or the registry did not answer, or refused",
            "2:wrong arguments",
            "3:all was published but the lines that stderr names"
        },
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "NDJSON, one statement a line; - is stdin.")
    private String file;

    @Option(
            names = "--unchecked",
            description =
                    "Send also what streams-app would refuse now: it becomes a dead letter there. For tests of a feed.")
    private boolean unchecked;

    @Mixin
    private BusOptions bus;

    private final AdmissionCheck check = new AdmissionCheck();

    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();

    @Override
    public Integer call() throws IOException {
        QuietLogs.ofAll(); // what Kafka would say is told below, once
        try (var lines = InputLines.open(file, spec);
                var publisher = new Publisher(bus.client())) {
            publish(lines, publisher);
        } catch (KafkaException e) {
            fatal.compareAndSet(null, e);
        }
        if (fatal.get() != null) {
            err().println(bus.unanswered(fatal.get()));
        }
        err().printf("%s published to %s, %s refused%n", published.get(), bus.bootstrapServer(), refused.get());
        return fatal.get() != null
                ? ExitStatus.FAILED
                : refused.get() > 0 ? ExitStatus.SOME_LINES_REFUSED : ExitStatus.OK;
    }

    private void publish(BufferedReader lines, Publisher publisher) throws IOException {
        var number = 0;
        for (var line = lines.readLine(); line != null && fatal.get() == null; line = lines.readLine()) {
            var at = ++number;
            if (line.isBlank()) {
                continue;
            }
            try {
                var statement = PlainJson.readStatement(line);
                var refusal = unchecked
                        ? Optional.<Refusal>empty()
                        : check.refusal(statement, EngineClock.system().now());
                if (refusal.isPresent()) {
                    refuse(at, refusal.get().reason() + ", " + refusal.get().getMessage());
                    continue;
                }
                publisher.publish(statement).whenComplete((metadata, e) -> {
                    if (e == null) {
                        published.incrementAndGet();
                    } else if (e instanceof RecordTooLargeException) {
                        refuse(at, e.getMessage());
                    } else {
                        fatal.compareAndSet(null, e); // the next line would fare no better
                    }
                });
            } catch (PlainJsonException e) {
                refuse(at, e.getMessage());
            }
        }
        publisher.flush();
    }

    private void refuse(int line, @Nullable String why) {
        refused.incrementAndGet();
        err().printf("line %s: %s%n", line, why);
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
