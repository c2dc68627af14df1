package org.blockwatch.consumer.channel.snpp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What is said to a terminal: lines of ASCII, each in one write. */
final class SnppCommands {

    private static final String END = "\r\n";

    private final OutputStream out;

    SnppCommands(OutputStream out) {
        this.out = out;
    }

    /** Gives one command; its argument must be one line. */
    void say(String command, String... argument) throws IOException {
        String line = argument.length == 0 ? command : command + " " + argument[0];
        write(line + END);
    }

    /** Lines of text up to a dot; a dot of their own is doubled. */
    void text(String text) throws IOException {
        write(text.lines()
                .map(line -> (line.startsWith(".") ? "." + line : line) + END)
                .collect(Collectors.joining("", "", "." + END)));
    }

    private void write(String lines) throws IOException {
        out.write(lines.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
