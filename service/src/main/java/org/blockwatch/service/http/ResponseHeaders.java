package org.blockwatch.service.http;

import java.util.Map;

/** What every answer of an endpoint says to browsers: keep nothing, show it in no frame, run and load nothing, guess nothing. */
final class ResponseHeaders {

    static final Map<String, String> ALL = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private ResponseHeaders() {}
}
