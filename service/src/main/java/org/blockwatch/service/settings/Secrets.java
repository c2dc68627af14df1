package org.blockwatch.service.settings;

import java.util.List;
import java.util.Locale;

/** Knows which settings are secret by their names, so that none is ever printed or logged. */
public final class Secrets {

    private static final List<String> MARKS = List.of(
            "password",
            "passwd",
            "secret",
            "user.info",
            "token",
            "jaas",
            "credential",
            "private.key",
            "keystore.key",
            "routing.key",
            "deadman.url");

    private Secrets() {}

    /** Returns whether the value of this key must not be shown. */
    public static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT).replace('_', '.');
        return MARKS.stream().anyMatch(lower::contains);
    }

    /** Settings whose address is a secret by its path: whoever knows it may post there. */
    private static final List<String> SECRET_PATHS = List.of("webhook.url", "pagerduty.url");

    /**
     * Returns the value as it may be shown. Inside addresses passwords ({@code https://user:password@host}) and queries ({@code
     * https://host/path?key=...}) are hidden too, and the path of a webhook.
     */
    public static String shown(String key, String value) {
        if (isSecret(key)) {
            return "***";
        }
        String shown = value.replaceAll("://[^/@\\s]*@", "://***@").replaceAll("(://[^?\\s]*)\\?\\S*", "$1?***");
        return SECRET_PATHS.stream().anyMatch(key.toLowerCase(Locale.ROOT).replace('_', '.')::endsWith)
                ? shown.replaceAll("(://[^/\\s]+)/[^\\s]+", "$1/***")
                : shown;
    }
}
