package org.blockwatch.gateway.fhir;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blockwatch.service.crypto.Hmac;
import org.blockwatch.service.settings.SettingsException;

/** Knows the programs that may send FHIR, by the token that they show. */
final class FhirClients {

    private static final Pattern ENTRY = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)=([!-~]{20,})");
    private static final String SCHEME = "Bearer ";

    private final Map<String, byte[]> tokens = new LinkedHashMap<>();

    /**
     * Clients by their tokens.
     *
     * @throws SettingsException if an entry is none
     */
    FhirClients(List<String> entries) {
        for (String entry : entries) {
            Matcher read = ENTRY.matcher(entry.strip());
            if (!read.matches()) {
                throw new SettingsException(
                        "fhir.tokens has an entry that is none: write name=token, the name in lower case"
                                + " with hyphens, and a token of at least 20 characters, $(openssl rand -hex 32).");
            }
            tokens.put(read.group(1), read.group(2).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns the client whose token the request shows; compares with all, so that the time tells nothing. */
    Optional<String> of(Context ctx) {
        String shown = Optional.ofNullable(ctx.header("Authorization")).orElse("");
        if (!shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] token = shown.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        Optional<String> found = Optional.empty();
        for (Map.Entry<String, byte[]> one : tokens.entrySet()) {
            if (Hmac.same(one.getValue(), token)) {
                found = Optional.of(one.getKey());
            }
        }
        return found;
    }
}
