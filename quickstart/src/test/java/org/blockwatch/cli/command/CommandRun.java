package org.blockwatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command printed, and its exit status. */
record CommandRun(int status, String out, String err) {

    static CommandRun of(Object command, String... args) {
        var stdout = System.out;
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            var status =
                    new CommandLine(command).setErr(new PrintWriter(err, true)).execute(args);
            return new CommandRun(status, out.toString(UTF_8), err.toString());
        } finally {
            System.setOut(stdout);
        }
    }
}
