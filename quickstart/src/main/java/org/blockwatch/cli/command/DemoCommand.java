package org.blockwatch.cli.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.cli.demo.DemoRoster;
import org.blockwatch.cli.demo.DemoScreen;
import org.blockwatch.cli.demo.Demonstration;
import org.blockwatch.cli.demo.LadderLoadTest;
import org.blockwatch.cli.demo.PacedClock;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.EmbeddedPlatform;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.cli.ward.SimulatedWard;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.log.LogFormat;
import org.blockwatch.service.log.Logs;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A day on a simulated ward, through the real pipeline, in two minutes. */
@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Run a day on a simulated ward through the whole pipeline: a real broker, a real registry, streams-app,"
                    + " alert-consumer, a ward board, on a clock that runs faster. Needs no installation, leaves nothing behind."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:the pipeline failed, or a promise was not kept; the summary says which",
            "2:wrong arguments"
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    /** A little later than now, so that the first arrivals are not late already. */
    private static final Duration OPENING = Duration.ofMinutes(5);

    @Spec
    private CommandSpec spec;

    @Option(names = "--patients", paramLabel = "N", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
    private int patients;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "28h",
            converter = EngineDuration.class,
            description = "Length of the simulated time, as 30h, 90m or PT30H (default: ${DEFAULT-VALUE}, so that the"
                    + " 24-hour rules are seen too).")
    private Duration length;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "How much faster than the wall the clock runs (default: 720, a day in two minutes; with --ladders"
                            + " 1). On a machine that does not keep up it waits, and the summary says so.")
    private @Nullable Double chosenSpeed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same ward (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--ladders",
            paramLabel = "N",
            description =
                    "Instead of a day: open so many ladders, then measure how soon the first page is taken for each of"
                            + " 240 new deadlines. Pages are not printed.")
    private @Nullable Integer ladders;

    @Option(
            names = "--ward-board-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the ward board is, as long as the demo runs (default: a free port).")
    private int boardPort;

    @Mixin
    private WebhookOptions webhook;

    private final String signIn = RandomSecret.hex();
    private final String answers = RandomSecret.hex();

    @Option(names = "--verbose", description = "Show all log lines of the apps and of Kafka (stderr).")
    private boolean verbose;

    @Override
    public Integer call() throws Exception {
        double speed = chosenSpeed != null ? chosenSpeed : ladders != null ? 1 : 720;
        if (patients < 1 || !(speed > 0) || ladders != null && ladders < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--patients, --speed and --ladders must be greater than 0");
        }
        Logs.use(LogFormat.TEXT, verbose ? Level.INFO : Level.ERROR);
        if (!verbose) {
            QuietLogs.ofLibraries();
        }
        var screen = DemoScreen.onStdout(System.out);
        screen.out().println("Starting a broker, a registry, streams-app and alert-consumer ...");
        try (var interrupt = new Interrupt();
                var platform = EmbeddedPlatform.start()) {
            if (interrupt.asked().isDone()) {
                return ExitStatus.OK;
            }
            var clock = new PacedClock(EngineClock.system(), speed);
            try (var apps = Applications.start(platform, plan(platform, clock, screen))) {
                webhook.tell(screen.out());
                var stop = CompletableFuture.anyOf(interrupt.asked(), apps.ended());
                if (ladders != null) {
                    var kept = new LadderLoadTest(screen, clock, ladders, seed).run(platform, stop);
                    return kept ? ExitStatus.OK : ExitStatus.FAILED;
                }
                try (var board = apps.board(platform, clock, board())) {
                    screen.out()
                            .printf(
                                    "The ward board: %s/wall/DAY  sign in with the token %s%n",
                                    board.address(), signIn);
                    return day(screen, clock).run(platform, stop) ? ExitStatus.OK : ExitStatus.FAILED;
                }
            }
        }
    }

    private Applications.Plan plan(EmbeddedPlatform platform, EngineClock clock, DemoScreen screen) {
        var receiver = webhook.receiver();
        var roster = DemoRoster.in(platform.state(), receiver != null);
        var console = ladders == null ? screen.out() : new PrintStream(OutputStream.nullOutputStream());
        return Applications.Plan.of(clock, platform.state(), console)
                .to(receiver)
                .roster(roster)
                .consumer(Map.of("api.tokens", "ward-board=" + answers));
    }

    private Map<String, String> board() {
        return Map.of(
                "sign.in.token",
                signIn,
                "answers.token",
                answers,
                "http.port",
                String.valueOf(boardPort),
                "time.zone",
                "UTC");
    }

    private Demonstration day(DemoScreen screen, PacedClock clock) {
        var opensAt = clock.now().truncatedTo(ChronoUnit.MINUTES).plus(OPENING);
        var ward = SimulatedWard.open(seed, patients, opensAt, length);
        return new Demonstration(screen, clock, ward, opensAt, opensAt.plus(length));
    }
}
