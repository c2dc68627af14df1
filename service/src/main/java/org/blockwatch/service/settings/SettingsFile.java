package org.blockwatch.service.settings;

import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a settings file, {@code .properties} or {@code .yaml}. */
final class SettingsFile {

    private static final Pattern ELEMENT = Pattern.compile("\\[\\d+]$");

    private SettingsFile() {}

    static ConfigSource read(Path file, int ordinal) {
        String text = text(file);
        String name = file.getFileName().toString();
        try {
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                return new SettingsSource(file.toString(), yaml(text), ordinal);
            }
            if (name.endsWith(".properties")) {
                Properties properties = new Properties();
                properties.load(new StringReader(text));
                return new SettingsSource(file.toString(), strings(properties), ordinal);
            }
        } catch (IOException | IllegalArgumentException | ClassCastException | YAMLException e) {
            // The parser's own words may quote a line that holds a secret: only the place is told.
            throw new SettingsException("The settings file " + file + " cannot be read" + place(e)
                    + ". Write it as key = value lines (.properties) or as a YAML mapping (.yaml).");
        }
        throw new SettingsException(
                "The settings file " + file + " has an unknown form. Name it .properties or .yaml.");
    }

    /**
     * Keys may be nested or dotted: SmallRye quotes a dotted one, which no setting of ours needs. A list is there twice,
     * joined by commas as in a properties file, and element by element: the first will do.
     */
    private static Map<String, String> yaml(String text) {
        Map<String, String> read = new YamlConfigSource("yaml", text).getProperties();
        Map<String, String> settings = new HashMap<>();
        read.forEach((key, value) -> {
            String list = ELEMENT.matcher(key).replaceFirst("");
            if (list.equals(key) || !read.containsKey(list)) {
                settings.put(key.replace("\"", ""), value);
            }
        });
        return settings;
    }

    private static Map<String, String> strings(Properties properties) {
        Map<String, String> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SettingsException(
                    "The settings file " + file + " does not exist. Check the path after --config.", e);
        } catch (IOException e) {
            throw new SettingsException(
                    "The settings file " + file + " cannot be read (" + e.getMessage()
                            + "). Check its permissions and that it is text in UTF-8.",
                    e);
        }
    }

    private static String place(Exception e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return " at line " + (marked.getProblemMark().getLine() + 1);
        }
        return "";
    }
}
