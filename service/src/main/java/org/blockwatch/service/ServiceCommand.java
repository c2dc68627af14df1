package org.blockwatch.service;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.blockwatch.service.log.Logs;
import org.blockwatch.service.meter.Version;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command line of a service. Exit status: 0 after SIGTERM or {@code --check-config}, 1 if the service fails, 2 if
 * its arguments or settings are wrong; then the reason is one message on stderr, never a stack trace.
 *
 * @param <T> the service's settings
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false)
public final class ServiceCommand<T extends ServiceSettings> implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, .properties or .yaml. The environment wins over it: http.port is HTTP_PORT there.")
    private @Nullable Path file;

    @Option(
            names = "--check-config",
            description =
                    "Check the settings, print those in force (secrets hidden) and where they come from, and end.")
    private boolean checkOnly;

    private final Class<T> type;
    private final ServiceStart<T> start;
    private final ServiceCheck<T> check;

    private ServiceCommand(Class<T> type, ServiceStart<T> start, ServiceCheck<T> check) {
        this.type = type;
        this.start = start;
        this.check = check;
    }

    /**
     * Runs a service until it is told to stop.
     *
     * @param name the command's name
     * @param description a line for {@code --help}
     * @param check what it returns is told with {@code --check-config}: a service that runs tells it itself
     * @return the exit status
     */
    public static <T extends ServiceSettings> int run(
            String name,
            String description,
            Class<T> type,
            ServiceStart<T> start,
            ServiceCheck<T> check,
            String... args) {
        CommandLine line = line(name, description, new ServiceCommand<>(type, start, check));
        line.getCommandSpec().usageMessage().footer(SettingsHelp.of(type));
        return line.execute(args);
    }

    static CommandLine line(String name, String description, Object command) {
        CommandLine line = new CommandLine(command).setCommandName(name);
        line.getCommandSpec().usageMessage().description(description);
        return line.setExecutionExceptionHandler(ServiceCommand::told);
    }

    @Override
    public Integer call() {
        Settings<T> settings = Settings.load(type, file, System.getenv());
        List<String> notes = check.of(settings);
        if (checkOnly) {
            notes.forEach(note -> spec.commandLine().getErr().println("Note: " + note));
            spec.commandLine().getOut().println(settings);
            return CommandLine.ExitCode.OK;
        }
        Logs.use(settings.app().logFormat(), settings.app().logLevel());
        return new ServiceRun(settings.app().stopWithin()).of(() -> started(settings));
    }

    private Service started(Settings<T> settings) {
        Service service = start.start(settings, settings.clock());
        if (settings.app().logIdSecret().isEmpty()) {
            LOG.info("Log lines name patients by hashes whose key ends with this process. Set log.id.secret,"
                    + " $(openssl rand -hex 32) and the same everywhere, to know one again");
        }
        return service;
    }

    /** An error that a user can cause is told in one message; anything else is a defect and shows its stack. */
    private static int told(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof SettingsException) {
            line.getErr().println(line.getColorScheme().errorText(e.getMessage()));
            return CommandLine.ExitCode.USAGE;
        }
        throw e;
    }
}
