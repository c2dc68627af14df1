package org.blockwatch.service.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A bearer token (RFC 6750), compared in a time that does not tell where it differs. */
final class Bearer {

    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    Bearer(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether the request shows it. */
    boolean isShownBy(Context ctx) {
        String shown = ctx.header("Authorization");
        return shown != null
                && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token, shown.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
