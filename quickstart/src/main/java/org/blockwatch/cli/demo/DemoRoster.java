package org.blockwatch.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The simulated staff of a demonstration, as a roster. */
public final class DemoRoster {

    private static final String RESOURCE = "/roster/demo.yaml";
    private static final String CONSOLE = "{channel: console}";

    private DemoRoster() {}

    /** Writes it into this folder; with a webhook people are reached by that, and by the console where it fails. */
    public static Path in(Path folder, boolean webhook) {
        try (InputStream in = Objects.requireNonNull(DemoRoster.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.createDirectories(folder);
            return Files.writeString(
                    folder.resolve("roster.yaml"),
                    webhook ? text.replace(CONSOLE, "{channel: webhook}, " + CONSOLE) : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
