package org.blockwatch.service.settings;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a line for people what SmallRye Config found wrong with a setting. */
public final class SettingsProblems {

    /** SmallRye names the key after "config property" and the converter's own words after "converted". */
    private static final Pattern KEY = Pattern.compile("[Tt]he config property (\\S+) ");

    private static final Pattern REASON =
            Pattern.compile("whilst being converted (?:SRCFG\\d+: )?(.*)", Pattern.DOTALL);

    /** The name of the environment as a source. */
    static final String ENVIRONMENT = "the environment";

    private SettingsProblems() {}

    static List<String> of(ConfigValidationException e, Set<String> keys, SmallRyeConfig config) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < e.getProblemCount(); i++) {
            problems.add(of(e.getProblem(i).getMessage(), keys, config));
        }
        return problems.stream().distinct().sorted().toList();
    }

    private static String of(String message, Set<String> keys, SmallRyeConfig config) {
        Matcher key = KEY.matcher(message);
        if (!key.find() || !keys.contains(key.group(1))) {
            return message;
        }
        ConfigValue value = config.getConfigValue(key.group(1));
        String raw = value.getValue();
        if (raw == null) {
            return missing(key.group(1));
        }
        Matcher reason = REASON.matcher(message);
        String wrong = raw.isEmpty()
                ? "is empty: give a value or remove the key"
                : reason.find() && !Secrets.isSecret(value.getName())
                        ? reason.group(1)
                        : "is not a value this key can have";
        return value.getName() + " = " + Secrets.shown(value.getName(), raw) + " (" + source(value) + ") " + wrong
                + ".";
    }

    public static String missing(String key) {
        return key + " is missing. Set it in the file given with --config, or as " + variable(key)
                + " in the environment.";
    }

    /** Returns the environment variable of a setting. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    static String unknown(String key, String source, Set<String> keys) {
        return key + " (from " + source + ") is not a setting of this service. Correct or remove it; known are "
                + String.join(", ", keys)
                + ", the schema registry's keys, kafka.<key> for any key of a Kafka client, and <secret>.file for a file that"
                + " holds a secret.";
    }

    static String source(ConfigValue value) {
        String source = value.getConfigSourceName();
        if (source == null || source.startsWith("DefaultValuesConfigSource")) {
            return "default";
        }
        return "from " + (source.startsWith(EnvConfigSource.NAME) ? ENVIRONMENT : source);
    }
}
