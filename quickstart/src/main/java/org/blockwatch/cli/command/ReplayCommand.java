package org.blockwatch.cli.command;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.cli.replay.Replay;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.json.PlainJsonException;
import org.blockwatch.streams.site.SitePractice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Statements in, alert transitions out, on a virtual clock. */
@Command(
        name = "replay",
        sortOptions = false,
        description = {
            "Run statements through the live topology on a virtual clock, and print every alert transition.",
            "Reads NDJSON in arrival order; prints NDJSON on stdout, and nothing else there. A line that cannot be"
                    + " read, or that the application would refuse, is named on stderr with its number and the reason;"
                    + " so is a value that is dropped because no human can have it.",
            "Nobody is paged in a replay, so ladders stand still: what it shows is which alerts there are, and when."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every line was taken",
            "2:wrong arguments",
            "3:all was replayed but the lines that cannot be read or were refused; they are named on stderr"
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    /** As long as it may wait for a line of stdin that does not come. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            required = true,
            converter = InstantWithOffset.class,
            description = "Where the clock stops, as 2026-03-03T09:00:00Z; what is due or arrives then is included.")
    private Instant until;

    @Parameters(paramLabel = "FILE", description = "NDJSON, one statement a line; - is stdin.")
    private String file;

    @Override
    public Integer call() throws IOException {
        QuietLogs.ofAll();
        try (var interrupt = new Interrupt(STOP_LIMIT)) {
            return replayed();
        }
    }

    private int replayed() throws IOException {
        var state = TemporaryDirectory.create("blockwatch-replay-");
        try (var lines = InputLines.open(file, spec);
                var out = new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.UTF_8)) {
            var allRead = replay(lines, state, out);
            out.flush();
            return allRead ? ExitStatus.OK : ExitStatus.SOME_LINES_REFUSED;
        } finally {
            TemporaryDirectory.delete(state);
        }
    }

    /** Replays the lines, and returns whether every one was taken. */
    private boolean replay(BufferedReader lines, Path state, PrintStream out) throws IOException {
        var allTaken = true;
        var order = new ArrivalOrder();
        Replay replay = null;
        try {
            var number = 0;
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                Interrupt.check();
                if (text.isBlank()) {
                    continue;
                }
                StatementLine line;
                try {
                    line = PlainJson.readLine(text);
                } catch (PlainJsonException e) {
                    told(number, String.valueOf(e.getMessage()));
                    allTaken = false;
                    continue;
                }
                var arrival = order.next(number, line.receivedAt());
                if (arrival.isAfter(until)) {
                    continue;
                }
                if (replay == null) {
                    replay = new Replay(arrival, SitePractice.shipped(), state);
                }
                allTaken &= arrived(replay, number, new StatementLine(line.statement(), arrival));
                print(replay, out);
            }
            if (replay != null) {
                replay.runUntil(until);
                print(replay, out);
            }
        } finally {
            if (replay != null) {
                replay.close();
            }
        }
        order.tell(spec.commandLine().getErr());
        return allTaken;
    }

    /** Lets a line arrive, and returns whether the application takes it. */
    private boolean arrived(Replay replay, int number, StatementLine line) {
        var admitted = replay.arrives(line.receivedAt(), Topics.key(line.statement()), line.statement());
        admitted.refused().ifPresent(refused -> told(number, refused.toString()));
        if (!admitted.dropped().isEmpty()) {
            told(number, "dropped, because no human can have such a value: " + String.join(", ", admitted.dropped()));
        }
        return admitted.refused().isEmpty();
    }

    private static void print(Replay replay, PrintStream out) {
        replay.alerts().forEach(alert -> out.println(PlainJson.write(alert)));
    }

    private void told(int line, String why) {
        spec.commandLine().getErr().printf("line %s: %s%n", line, why);
    }
}
