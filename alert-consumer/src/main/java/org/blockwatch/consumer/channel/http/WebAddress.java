package org.blockwatch.consumer.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * An address by the rules of HTTP, which know more hosts than {@link URI#getHost} does: names with an underscore, as
 * containers have them. What stands before the host as {@code name:password@} is sent as Basic credentials (RFC 7617).
 *
 * @param location the address as it was given
 * @param host scheme, name and port; an IPv6 address without its brackets
 * @param target path and query, as they are asked for
 * @param authorization the header's value; empty: there are no credentials
 */
public record WebAddress(URI location, HttpHost host, String target, Optional<String> authorization) {

    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:(?<user>[^@]*)@)?(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<name>[^:@\\[\\]]+))(?::(?<port>\\d*))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final int LARGEST_PORT = 65_535;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if nothing can be sent there; the message completes "webhook.url = x: " and quotes
     *     nothing, since an address may be a secret
     */
    public static WebAddress parse(String text) {
        URI location = uri(text);
        String scheme = String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT);
        Matcher parts = AUTHORITY.matcher(location.getRawAuthority() == null ? "" : location.getRawAuthority());
        if (!(scheme.equals("http") || scheme.equals("https")) || !parts.matches()) {
            throw noAddress();
        }
        HttpHost host = new HttpHost(scheme, host(parts), port(parts.group("port")));
        String path = location.getRawPath() == null || location.getRawPath().isEmpty() ? "/" : location.getRawPath();
        String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
        return new WebAddress(
                location,
                host,
                path + query,
                Optional.ofNullable(parts.group("user")).map(WebAddress::basic));
    }

    @SuppressWarnings("UnusedException") // its words quote the address, which may carry a password
    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw noAddress();
        }
    }

    @SuppressWarnings("UnusedException") // its words quote the address, which may carry a password
    private static String host(Matcher parts) {
        if (parts.group("six") != null) {
            return parts.group("six");
        }
        String name;
        try {
            name = IDN.toASCII(parts.group("name"), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw noAddress();
        }
        if (!NAME.matcher(name).matches()) {
            throw noAddress();
        }
        return name;
    }

    /** Returns -1 for the scheme's own. */
    private static int port(@Nullable String port) {
        if (port == null || port.isEmpty()) {
            return -1;
        }
        int number = port.length() > 5 ? LARGEST_PORT + 1 : Integer.parseInt(port);
        if (number < 1 || number > LARGEST_PORT) {
            throw new IllegalArgumentException("has a port that there is not: give one from 1 to " + LARGEST_PORT);
        }
        return number;
    }

    @SuppressWarnings("UnusedException") // its words quote the address, which may carry a password
    private static String basic(String user) {
        try {
            String plain = URLDecoder.decode(user.replace("+", "%2B"), UTF_8);
            return "Basic "
                    + Base64.getEncoder().encodeToString((plain.contains(":") ? plain : plain + ":").getBytes(UTF_8));
        } catch (IllegalArgumentException e) {
            throw noAddress();
        }
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException("is no web address: give https://host/path or"
                + " https://name:password@host:port/path, with what is no letter or digit in name and password written"
                + " as %XX");
    }

    /** Returns the host as it is looked up. */
    String name() {
        return IDN.toASCII(host.getHostName(), IDN.ALLOW_UNASSIGNED);
    }

    boolean isSecure() {
        return host.getSchemeName().equals("https");
    }

    int port() {
        return host.getPort() >= 0 ? host.getPort() : isSecure() ? 443 : 80;
    }

    /** The host alone: the rest may be a secret. */
    @Override
    public String toString() {
        return host.getHostName();
    }

    /** Reads a setting. */
    public static final class Reader implements Converter<WebAddress> {
        @Override
        public WebAddress convert(String value) {
            return parse(value);
        }
    }
}
