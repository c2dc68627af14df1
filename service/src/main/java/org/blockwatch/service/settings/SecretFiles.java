package org.blockwatch.service.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads secrets out of files, as containers and secret stores hand them over: for every secret setting {@code key},
 * {@code key.file} ({@code KEY_FILE} in the environment) names a file that holds it, and nothing else. Line breaks at
 * the end do not count. A list may have one element a line.
 */
public final class SecretFiles {

    static final String SUFFIX = ".file";

    /** A key of Kafka's that ends as ours do: the client itself reads that file. */
    private static final Set<String> OF_KAFKA_ITSELF =
            Set.of("kafka.sasl.oauthbearer.assertion.private.key.file", "sasl.oauthbearer.assertion.private.key.file");

    private SecretFiles() {}

    /**
     * Returns the settings, with every {@code key.file} of a secret replaced by {@code key} and what the file holds.
     *
     * @throws SettingsException if a file cannot be read or is empty, or a secret is given twice
     */
    public static Map<String, String> read(Map<String, String> settings, String from) {
        Map<String, String> read = new TreeMap<>(settings);
        List<String> problems = new ArrayList<>();
        settings.forEach((name, file) -> key(name).ifPresent(key -> {
            read.remove(name);
            if (settings.containsKey(key)) {
                problems.add(key + " and " + name + " are both set (from " + from + "): keep one of them.");
                return;
            }
            try {
                read.put(key, content(name, file, from));
            } catch (SettingsException e) {
                problems.add(e.getMessage());
            }
        }));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return read;
    }

    /**
     * Returns a source and the secrets in the files that it names, each a source of its own with the file's name.
     *
     * @param lists the settings that are lists
     */
    static List<ConfigSource> sources(ConfigSource source, Collection<String> lists) {
        Map<String, String> given = source.getProperties();
        Map<String, String> read = read(given, source.getName());
        List<ConfigSource> sources = new ArrayList<>();
        given.forEach((name, file) -> key(name).ifPresent(key -> {
            String secret = Objects.requireNonNull(read.get(key));
            String value = lists.contains(key) ? elements(secret) : secret;
            sources.add(new SettingsSource(file.strip(), Map.of(key, value), source.getOrdinal()));
        }));
        if (sources.isEmpty()) {
            return List.of(source);
        }
        read.keySet().retainAll(given.keySet());
        sources.add(new SettingsSource(source.getName(), read, source.getOrdinal()));
        return sources;
    }

    /** Returns the secret that a setting of this name would name the file of. */
    static Optional<String> key(String name) {
        if (!name.endsWith(SUFFIX) || OF_KAFKA_ITSELF.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(name.substring(0, name.length() - SUFFIX.length())).filter(Secrets::isSecret);
    }

    @SuppressWarnings("UnusedException") // whoever confuses key.file with key has written the secret there
    private static String content(String name, String file, String from) {
        try {
            String content = Files.readString(Path.of(file.strip())).stripTrailing();
            if (content.isEmpty()) {
                throw new SettingsException(name + " = " + file + " (from " + from
                        + ") is empty: the file must hold the secret and nothing else.");
            }
            return content;
        } catch (IOException | InvalidPathException e) {
            throw new SettingsException(name + " (from " + from
                    + ") names no file that can be read. Give the path of a readable text file in UTF-8 that holds the"
                    + " secret and nothing else.");
        }
    }

    private static String elements(String content) {
        return content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(","));
    }
}
