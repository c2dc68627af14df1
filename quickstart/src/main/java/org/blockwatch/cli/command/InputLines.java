package org.blockwatch.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The lines of a file, or of stdin where the file is called {@code -}. */
final class InputLines {

    private static final String STDIN = "-";

    private InputLines() {}

    static BufferedReader open(String file, CommandSpec command) {
        return new BufferedReader(new InputStreamReader(bytes(file, command), StandardCharsets.UTF_8));
    }

    private static InputStream bytes(String file, CommandSpec command) {
        if (file.equals(STDIN)) {
            return System.in;
        }
        try {
            return Files.newInputStream(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new ParameterException(command.commandLine(), "There is no file " + file, e);
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(), "Cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
