package org.blockwatch.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.blockwatch.service.log.LogIds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What log lines call somebody. */
@Command(
        name = "hash-id",
        sortOptions = false,
        description = {
            "Tell what log lines call a patient, an alert, a block or a statement: they hold a keyed hash in place of every"
                    + " id that may lead to a patient.",
            "'blockwatch why id_...' finds the alerts behind such a name."
        },
        footer = {
            "",
            "  LOG_ID_SECRET=... blockwatch hash-id p1 b1/DEFICIT_PERSISTS_4H/1",
            "  blockwatch hash-id < ids.txt"
        },
        mixinStandardHelpOptions = true)
final class HashIdCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "An id. Without any they are read from stdin, one a line.")
    private List<String> ids = List.of();

    @Option(
            names = "--log-id-secret-file",
            paramLabel = "FILE",
            description = "Holds log.id.secret of the applications (default: the environment, LOG_ID_SECRET or"
                    + " LOG_ID_SECRET_FILE).")
    private @Nullable Path secretFile;

    @SuppressWarnings("UnusedVariable") // its converter refuses whatever is given
    @Option(names = "--log-id-secret", hidden = true, converter = GivenSecret.Refused.class)
    private @Nullable String refused;

    @Override
    public Integer call() throws IOException {
        var names = GivenSecret.of("log.id.secret", secretFile)
                .map(LogIds::new)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "LOG_ID_SECRET is missing: names can only be made with the log.id.secret of the applications"));
        if (ids.isEmpty()) {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            in.lines().filter(line -> !line.isBlank()).forEach(id -> tell(names, id.strip()));
        } else {
            ids.forEach(id -> tell(names, id));
        }
        return ExitStatus.OK;
    }

    private void tell(LogIds names, String id) {
        System.out.println(names.name(id) + "  " + id);
    }
}
