package org.blockwatch.service;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.blockwatch.service.settings.ServiceSettings;

/** Lists the settings that a service takes, for {@code --help}: read from the interface that declares them. */
final class SettingsHelp {
    private static final String INDENT = "  ";

    private SettingsHelp() {}

    /** Returns a line for each setting, with its default where it has one. */
    static String[] of(Class<? extends ServiceSettings> type) {
        Map<String, String> settings = new TreeMap<>();
        Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(WithName.class))
                .forEach(method -> {
                    String key = method.getAnnotation(WithName.class).value();
                    WithDefault standard = method.getAnnotation(WithDefault.class);
                    settings.merge(
                            key,
                            standard == null ? "" : " = " + standard.value(),
                            // An interface says again what it inherits, to give it another default.
                            (one, other) -> method.getDeclaringClass() == type
                                    ? (standard == null ? "" : " = " + standard.value())
                                    : one);
                });
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Settings, with their defaults. In the environment http.port is HTTP_PORT; Kafka's and the");
        lines.add("registry's own client settings are taken too:");
        settings.forEach((key, standard) -> lines.add(INDENT + (key + standard).replace("%", "%%")));
        return lines.toArray(String[]::new);
    }
}
