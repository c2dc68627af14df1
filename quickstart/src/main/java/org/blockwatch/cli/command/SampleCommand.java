package org.blockwatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes statements about three patients that are dated for now, so that they can be published as they are. */
@Command(
        name = "sample",
        sortOptions = false,
        description = {
            "Write statements about three patients, dated for now: one on a ward whose leg has been weak for more than"
                    + " four hours (pages), one with a red flag (pages), one who has gone home from a clinic in good order"
                    + " (pages nobody).",
            "Each call makes patients of its own, so that what one has published does not stand in another's way."
        },
        footer = {
            "",
            "  blockwatch sample statements.ndjson && blockwatch publish statements.ndjson",
            "  blockwatch sample | blockwatch publish -"
        },
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    private static final String STATEMENTS = "/sample/statements.ndjson";
    private static final Pattern AGO = Pattern.compile("\\$\\{(-PT[0-9HM]+)}");
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("MMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Where to write; a file that exists is left as it is. Default: stdout.")
    private @Nullable Path file;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantWithOffset.class,
            description = "As if it were then (default: now).")
    private @Nullable Instant at;

    @Override
    public Integer call() throws IOException {
        String text = text(at != null ? at : EngineClock.system().now());
        if (file == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return ExitStatus.OK;
        }
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new ParameterException(
                    spec.commandLine(), file + " exists already: give another name, or remove it first", e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s cannot be written (%s): give a folder that exists and may be written to"
                            .formatted(file, e.getMessage()),
                    e);
        }
        return ExitStatus.OK;
    }

    private static String text(Instant now) throws IOException {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        try (InputStream in = SampleCommand.class.getResourceAsStream(STATEMENTS)) {
            String template = new String(in.readAllBytes(), UTF_8).replace("${id}", ID.format(now));
            return AGO.matcher(template)
                    .replaceAll(ago -> minute.plus(Duration.parse(ago.group(1))).toString());
        }
    }
}
