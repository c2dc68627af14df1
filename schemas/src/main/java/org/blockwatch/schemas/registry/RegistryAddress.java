package org.blockwatch.schemas.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * One address of a registry.
 *
 * @param base without credentials and without a slash at the end; safe to print
 * @param authorization value of the HTTP header, or null for none
 */
record RegistryAddress(String base, @Nullable String authorization) {
    private static final int LARGEST_PORT = 65_535;

    /**
     * @param url as configured, may carry {@code name:password@}
     * @param userInfo {@code name:password}, or null: those of the url, if any
     */
    @SuppressWarnings("UnusedException") // its words quote the address, which may carry a password
    static RegistryAddress of(String url, @Nullable String userInfo) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw notAnAddress(url);
        }
        if (uri.getHost() == null
                || uri.getQuery() != null
                || uri.getFragment() != null
                || uri.getPort() > LARGEST_PORT
                || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw notAnAddress(url);
        }
        String inUrl = uri.getRawUserInfo();
        String credentials =
                userInfo != null || inUrl == null ? userInfo : URLDecoder.decode(inUrl, StandardCharsets.UTF_8);
        String base = uri.toString().replace(inUrl == null ? "" : inUrl + "@", "");
        return new RegistryAddress(
                base.endsWith("/") ? base.substring(0, base.length() - 1) : base,
                credentials == null ? null : "Basic " + encoded(credentials));
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static ConfigException notAnAddress(String url) {
        return new ConfigException(
                RegistryConfig.URL,
                url.matches("[^@?]*") ? url : "***", // what it should not hold may be a secret
                "is no address such as http://localhost:8081 or https://host/apis/ccompat/v7; a name with an underscore"
                        + " cannot be asked, give the registry an alias without one");
    }

    @Override
    public String toString() {
        return base;
    }
}
