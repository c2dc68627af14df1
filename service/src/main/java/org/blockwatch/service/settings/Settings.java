package org.blockwatch.service.settings;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.service.clock.EngineClock;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one service: its own keys, typed, and the properties of its Kafka clients, passed through.
 *
 * <p>Sources, the later over the earlier: the defaults in the settings interface, the file, the environment
 * ({@code bootstrap.servers} is {@code BOOTSTRAP_SERVERS} there). A key that nobody knows is an error in the file, where
 * it can only be a mistake, and ignored in the environment, which belongs to others too. Wherever a secret may stand, the name of a file that holds it may
 * stand instead: {@link SecretFiles}.
 *
 * @param <T> the settings interface: {@link ServiceSettings} or an extension of it
 */
public final class Settings<T extends ServiceSettings> {

    private static final int FILE = 200;
    private static final int ENVIRONMENT = 300;

    private final SmallRyeConfig config;
    private final T app;
    private final Set<String> keys;

    private Settings(Class<T> type, List<ConfigSource> sources) {
        keys = keys(type);
        try {
            config = new SmallRyeConfigBuilder()
                    .withSources(sources)
                    .withMapping(type, "")
                    .withValidateUnknown(false)
                    .build();
        } catch (ConfigValidationException e) {
            SmallRyeConfig raw =
                    new SmallRyeConfigBuilder().withSources(sources).build();
            throw new SettingsException(SettingsProblems.of(e, keys, raw));
        }
        app = config.getConfigMapping(type);
        client().forEach(ClientKeys::check);
        if (app.clockSpeed() != 1 && app.clockOrigin().isEmpty()) {
            throw new SettingsException(SettingsProblems.missing("clock.origin")
                    + " A clock.speed other than 1 needs the instant at which the clock agrees with the wall.");
        }
    }

    /**
     * Reads the settings of a process.
     *
     * @param file a {@code .properties} or {@code .yaml} file; null: none
     * @param environment the process's environment
     * @throws SettingsException if a setting is wrong, missing or unknown, or the file cannot be read
     */
    public static <T extends ServiceSettings> Settings<T> load(
            Class<T> type, @Nullable Path file, Map<String, String> environment) {
        List<ConfigSource> sources = new ArrayList<>();
        if (file != null) {
            sources.addAll(known(type, SettingsFile.read(file, FILE)));
        }
        sources.add(new EnvConfigSource(environment, ENVIRONMENT));
        Map<String, String> found = ClientKeys.in(environment);
        found.putAll(secretFiles(type, environment));
        sources.addAll(known(type, new SettingsSource(SettingsProblems.ENVIRONMENT, found, ENVIRONMENT)));
        return new Settings<>(type, sources);
    }

    /**
     * Settings given by a program, for a service that runs inside another process.
     *
     * @throws SettingsException if a setting is wrong, missing or unknown
     */
    public static <T extends ServiceSettings> Settings<T> of(Class<T> type, Map<String, String> given) {
        return new Settings<>(type, known(type, new SettingsSource("the program", given, FILE)));
    }

    /** Returns the service's own settings. */
    public T app() {
        return app;
    }

    /**
     * Properties for Kafka clients and their serializers: {@code bootstrap.servers}, the registry's keys unchanged, and
     * every {@code kafka.<key>} as {@code <key>}.
     */
    public Map<String, String> client() {
        Map<String, String> client = new TreeMap<>();
        client.put("bootstrap.servers", app.bootstrapServers());
        clientKeys().forEach(name -> client.put(ClientKeys.asClientKnowsIt(name), config.getRawValue(name)));
        return client;
    }

    private Set<String> clientKeys() {
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(name -> {
            // The environment's names of files have been followed, and stand there still.
            if (ClientKeys.isClientKey(name) && SecretFiles.key(name).isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }

    /** Returns the clock that the settings ask for. */
    public EngineClock clock() {
        return app.clockOrigin()
                .filter(origin -> app.clockSpeed() != 1)
                .map(origin -> EngineClock.scaled(origin, app.clockSpeed()))
                .orElseGet(EngineClock::system);
    }

    /** Returns every setting in force, a line each, with where it comes from; secrets hidden. */
    @Override
    public String toString() {
        Set<String> names = new TreeSet<>(keys);
        names.addAll(clientKeys());
        return names.stream()
                .map(config::getConfigValue)
                .filter(value -> value.getValue() != null)
                .map(value -> value.getName() + " = " + Secrets.shown(value.getName(), value.getValue()) + "  ("
                        + SettingsProblems.source(value) + ")")
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Returns the source, with the secrets that it names files of; refused if it holds what nobody knows. */
    private static List<ConfigSource> known(Class<?> type, ConfigSource source) {
        Set<String> keys = keys(type);
        List<String> unknown = source.getPropertyNames().stream()
                .filter(name -> !isKnown(keys, name)
                        && !SecretFiles.key(name)
                                .filter(key -> isKnown(keys, key))
                                .isPresent())
                .sorted()
                .map(name -> SettingsProblems.unknown(name, source.getName(), keys))
                .toList();
        if (!unknown.isEmpty()) {
            throw new SettingsException(unknown);
        }
        return SecretFiles.sources(source, lists(type));
    }

    private static boolean isKnown(Set<String> keys, String name) {
        return keys.contains(name) || ClientKeys.isClientKey(name);
    }

    /** Returns what the environment names files of, and the secret beside it, so that both together are noticed. */
    private static Map<String, String> secretFiles(Class<?> type, Map<String, String> environment) {
        Map<String, String> named = new HashMap<>();
        for (String key : keys(type)) {
            String file = environment.get(SettingsProblems.variable(key + SecretFiles.SUFFIX));
            if (file != null && Secrets.isSecret(key)) {
                named.put(key + SecretFiles.SUFFIX, file);
                Optional.ofNullable(environment.get(SettingsProblems.variable(key)))
                        .ifPresent(value -> named.put(key, value));
            }
        }
        return named;
    }

    /** SmallRye adds the elements of a list ({@code key[*]}), which nobody needs to write. */
    private static Set<String> keys(Class<?> type) {
        return names(type).filter(key -> !key.endsWith("]")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> lists(Class<?> type) {
        return names(type)
                .filter(key -> key.endsWith("[*]"))
                .map(key -> key.substring(0, key.length() - "[*]".length()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(Class<?> type) {
        return ConfigMappings.getProperties(ConfigClass.configClass(type, "")).keySet().stream();
    }
}
