package org.blockwatch.cli.command;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.blockwatch.board.WardBoard;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.followup.FollowUpApp;
import org.blockwatch.gateway.Gateway;
import org.blockwatch.service.meter.Version;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.StreamsApp;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** All commands, by name. */
public final class CommandLines {

    private CommandLines() {}

    /** Runs the command that the arguments name, and returns its exit status. */
    public static int run(String... args) {
        return new CommandLine(new Root())
                .setExecutionExceptionHandler(CommandLines::told)
                .execute(args);
    }

    /** Tells in a sentence what a person can mend; anything else is a defect and shows its stack. */
    private static int told(Exception e, CommandLine line, ParseResult parsed) throws Exception {
        if (Interrupt.isStopping()) {
            return Interrupt.STATUS; // whatever ended the command, it was asked to end
        }
        var cause = e instanceof ExecutionException && e.getCause() instanceof Exception inner ? inner : e;
        if (cause instanceof SettingsException || cause instanceof IllegalStateException) {
            line.getErr().println(line.getColorScheme().errorText(cause.getMessage()));
            return ExitStatus.FAILED;
        }
        throw cause;
    }

    @Command(
            name = "blockwatch",
            description = "Watches the recovery after lumbar medial branch blocks and pages staff.",
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "'blockwatch COMMAND --help' tells a command's options. The settings of the applications, and their"
                        + " defaults: 'blockwatch streams-app --help', and so with 'alert-consumer', 'follow-up' and 'ward-board'.",
                "In a checkout, ./blockwatch bench measures all of it beside other engines."
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            subcommands = {
                DemoCommand.class,
                UpCommand.class,
                SampleCommand.class,
                PublishCommand.class,
                ReplayCommand.class,
                ExplainCommand.class,
                WhyCommand.class,
                DeadLettersCommand.class,
                EraseCommand.class,
                HashIdCommand.class,
                CoursesCommand.class,
                CompareCommand.class,
                ReportCommand.class,
                OnCallCommand.class,
                AclsCommand.class,
                StreamsAppCommand.class,
                AlertConsumerCommand.class,
                FollowUpCommand.class,
                GatewayCommand.class,
                MapCommand.class,
                WardBoardCommand.class,
                HelpCommand.class
            })
    private static final class Root implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** As the service's own jar: its arguments are its own, {@code --help} too. */
    @Command(name = "streams-app", description = "Run streams-app by itself: detection and escalation.")
    private static final class StreamsAppCommand implements Callable<Integer> {

        @Unmatched
        private String[] args = {};

        @Override
        public Integer call() {
            StreamsApp.main(args);
            return ExitStatus.OK;
        }
    }

    @Command(
            name = "follow-up",
            description = "Run follow-up by itself: invitations to patients at home, and their page.")
    private static final class FollowUpCommand implements Callable<Integer> {

        @Unmatched
        private String[] args = {};

        @Override
        public Integer call() {
            FollowUpApp.main(args);
            return ExitStatus.OK;
        }
    }

    @Command(name = "alert-consumer", description = "Run alert-consumer by itself: paging.")
    private static final class AlertConsumerCommand implements Callable<Integer> {

        @Unmatched
        private String[] args = {};

        @Override
        public Integer call() {
            AlertConsumer.main(args);
            return ExitStatus.OK;
        }
    }

    @Command(name = "ward-board", description = "Run ward-board by itself: what people look at.")
    private static final class WardBoardCommand implements Callable<Integer> {

        @Unmatched
        private String[] args = {};

        @Override
        public Integer call() {
            WardBoard.main(args);
            return ExitStatus.OK;
        }
    }

    @Command(name = "gateway", description = "Run the gateway by itself: HL7 v2 and FHIR in, statements out.")
    private static final class GatewayCommand implements Callable<Integer> {

        @Unmatched
        private String[] args = {};

        @Override
        public Integer call() {
            Gateway.main(args);
            return ExitStatus.OK;
        }
    }
}
