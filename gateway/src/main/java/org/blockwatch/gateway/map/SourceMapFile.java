package org.blockwatch.gateway.map;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.text.YamlEntry;

/** Where maps come from: YAML files of the site, and lists of codes that come with Blockwatch. */
public final class SourceMapFile {

    private SourceMapFile() {}

    /**
     * Reads a site's map.
     *
     * @param trial whether a map that nobody has signed may be used
     * @throws SettingsException if the file cannot be read or holds no sound map; the message says where and why
     */
    public static SourceMap read(Path file, boolean trial) {
        return parse(file.toString(), text(file), trial);
    }

    /**
     * Reads a map.
     *
     * @param name what to call it in errors
     * @throws SettingsException if it is no sound map; the message says where and why
     */
    public static SourceMap parse(String name, String text, boolean trial) {
        try {
            return new SourceMapReader().map(YamlEntry.parse(text), trial);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("The map " + name + " cannot be used: " + e.getMessage());
        }
    }

    /** Returns the text of a list or map that comes with Blockwatch, such as {@code vitals-loinc}. */
    public static String shipped(String name) {
        try (InputStream in = SourceMapFile.class.getResourceAsStream("/maps/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SettingsException("The map " + file + " does not exist. Correct the path.", e);
        } catch (IOException e) {
            throw new SettingsException(
                    "The map " + file + " cannot be read (" + e.getMessage()
                            + "). Check its permissions and that it is text in UTF-8.",
                    e);
        }
    }
}
