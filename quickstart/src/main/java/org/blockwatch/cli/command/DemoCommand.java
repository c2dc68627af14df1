package org.blockwatch.cli.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.blockwatch.cli.clinic.SimulatedClinic;
import org.blockwatch.cli.demo.ClinicDay;
import org.blockwatch.cli.demo.DemoRoster;
import org.blockwatch.cli.demo.DemoScreen;
import org.blockwatch.cli.demo.Demonstration;
import org.blockwatch.cli.demo.LadderLoadTest;
import org.blockwatch.cli.demo.PacedClock;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.EmbeddedPlatform;
import org.blockwatch.cli.embedded.FreePort;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.cli.embedded.MessagePrinter;
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

    private static final Duration DAY = Duration.ofHours(28);

    /**
     * With a clinic the clock begins at this time of the day, so that outpatients come in the morning and nights are nights,
     * whenever the demonstration is run.
     */
    private static final Duration BEGINS = Duration.ofHours(2);

    private static final Duration CLINIC_OPENS = Duration.ofHours(8);

    /** From the ward's opening on: the pipeline is warm by then. */
    private static final Duration LEAST_UNTIL_CLINIC = Duration.ofHours(1);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "30",
            description = "On the ward; with --clinic as many outpatients too. Default: ${DEFAULT-VALUE}.")
    private int patients;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = EngineDuration.class,
            description =
                    "Length of the simulated time, as 30h, 90m or PT30H (default: 28h, so that the 24-hour rules are"
                            + " seen too; with --clinic until nothing is due from outpatients any more, some 60h).")
    private @Nullable Duration chosenLength;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "How much faster than the wall the clock runs (default: 720, a day in two minutes; with --ladders"
                            + " 1, with --clinic 1440). On a machine that does not keep up it waits, and the summary says"
                            + " so.")
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

    @Option(
            names = "--clinic",
            description =
                    "Run a clinic beside the ward, for three days in three minutes: as many outpatients go home with a numb"
                            + " back, are asked by message, and answer, forget, answer wrongly, telephone. Shows what each"
                            + " kind of course costs whom.")
    private boolean withClinic;

    @Mixin
    private WebhookOptions webhook;

    private final String signIn = RandomSecret.hex();
    private final String answers = RandomSecret.hex();

    @Option(names = "--verbose", description = "Show all log lines of the apps and of Kafka (stderr).")
    private boolean verbose;

    @SuppressWarnings("InterruptedExceptionSwallowed") // told with whatever else ends the command
    @Override
    public Integer call() throws Exception {
        double speed = chosenSpeed != null ? chosenSpeed : ladders != null ? 1 : withClinic ? 1440 : 720;
        if (withClinic && ladders != null) {
            throw new ParameterException(spec.commandLine(), "--clinic and --ladders are two demonstrations: give one");
        }
        if (patients < 1 || !(speed > 0) || ladders != null && ladders < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--patients, --speed and --ladders must be greater than 0");
        }
        Logs.use(LogFormat.TEXT, verbose ? Level.INFO : Level.ERROR);
        if (!verbose) {
            QuietLogs.ofLibraries();
        }
        var screen = DemoScreen.onStdout(System.out);
        screen.out().println("Starting a broker, a registry and the applications ...");
        try (var interrupt = new Interrupt();
                var platform = EmbeddedPlatform.start()) {
            if (interrupt.asked().isDone()) {
                return ExitStatus.OK;
            }
            var clock = withClinic
                    ? new PacedClock(EngineClock.system(), morning(), speed)
                    : new PacedClock(EngineClock.system(), speed);
            if (withClinic) {
                return withClinic(platform, clock, screen, interrupt);
            }
            try (var apps = Applications.start(platform, plan(platform, clock, screen))) {
                webhook.tell(screen.out());
                var stop = CompletableFuture.anyOf(interrupt.asked(), apps.ended());
                if (ladders != null) {
                    var kept = new LadderLoadTest(screen, clock, ladders, seed).run(platform, stop);
                    return kept ? ExitStatus.OK : ExitStatus.FAILED;
                }
                return run(platform, apps, screen, clock, null, stop);
            }
        }
    }

    private static Instant morning() {
        return EngineClock.system().now().truncatedTo(ChronoUnit.DAYS).plus(BEGINS);
    }

    private Integer withClinic(EmbeddedPlatform platform, PacedClock clock, DemoScreen screen, Interrupt interrupt)
            throws ExecutionException, InterruptedException {
        var page = FreePort.or(0, "the patients' page");
        var opened = new CompletableFuture<ClinicDay>();
        try (var messages = new MessagePrinter(message -> opened.join().got(message));
                var apps = Applications.start(
                        platform, plan(platform, clock, screen).followUp(followUp(platform, messages.url(), page)))) {
            webhook.tell(screen.out());
            var clinicOpensAt = clock.now()
                    .plus(LEAST_UNTIL_CLINIC)
                    .minus(CLINIC_OPENS)
                    .truncatedTo(ChronoUnit.DAYS)
                    .plus(Duration.ofDays(1))
                    .plus(CLINIC_OPENS);
            try (var clinic = new ClinicDay(screen, clock, SimulatedClinic.open(seed, patients, clinicOpensAt))) {
                opened.complete(clinic);
                return run(
                        platform,
                        apps,
                        screen,
                        clock,
                        clinic,
                        CompletableFuture.anyOf(interrupt.asked(), apps.ended()));
            }
        }
    }

    private Integer run(
            EmbeddedPlatform platform,
            Applications apps,
            DemoScreen screen,
            PacedClock clock,
            @Nullable ClinicDay clinic,
            CompletableFuture<?> stop)
            throws ExecutionException, InterruptedException {
        try (var board = apps.board(platform, clock, board())) {
            screen.out()
                    .printf(
                            "The ward board: %s/wall/DAY  sign in with the token %s%n%s",
                            board.address(),
                            signIn,
                            clinic == null
                                    ? ""
                                    : "Whom the clinic is to telephone: %s/calls%n".formatted(board.address()));
            return day(screen, clock, clinic).run(platform, stop) ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private static Map<String, String> followUp(EmbeddedPlatform platform, String messagingUrl, int page) {
        return Map.of(
                "page.port",
                String.valueOf(page),
                "page.rate.limit",
                "1000",
                "link.base",
                "http://127.0.0.1:" + page,
                "telephone",
                "01234 567890",
                "contact",
                "patient-id",
                "messaging.url",
                messagingUrl,
                "messaging.secret",
                "whsec_" + RandomSecret.base64(),
                "link.secret",
                RandomSecret.hex(),
                "spool.dir",
                platform.state().resolve("follow-up-spool").toString());
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

    private Demonstration day(DemoScreen screen, PacedClock clock, @Nullable ClinicDay clinic) {
        var opensAt = clock.now().truncatedTo(ChronoUnit.MINUTES).plus(OPENING);
        var length = chosenLength != null
                ? chosenLength
                : clinic == null ? DAY : Duration.between(opensAt, clinic.closesAt());
        var ward = SimulatedWard.open(seed, patients, opensAt, length);
        return new Demonstration(screen, clock, ward, clinic, opensAt, opensAt.plus(length));
    }
}
