package org.blockwatch.consumer.answer;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the pages that people see: one template, no script, nothing loaded from elsewhere, nothing kept by a browser or
 * shown to another site.
 */
final class HtmlPages {

    private static final String STYLE = resource("page.css");
    private static final Template PAGE =
            Mustache.compiler().escapeHTML(true).nullValue("").compile(resource("page.html"));

    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "X-Robots-Tag", "noindex, nofollow");

    private HtmlPages() {}

    /** Answers with the page of this model; what the template may name, and the model does not, is empty. */
    static void answer(Context ctx, HttpStatus status, Map<String, ?> model) {
        Map<String, Object> whole = new HashMap<>(
                Map.of("style", STYLE, "done", false, "wrong", false, "text", List.of(), "alerts", List.of()));
        whole.putAll(Map.of("answerable", false, "zone", false));
        whole.putAll(model);
        HEADERS.forEach(ctx::header);
        ctx.status(status).html(PAGE.execute(whole));
    }

    /** Answers with a page that only says something. */
    static void say(Context ctx, HttpStatus status, String title, String... text) {
        answer(ctx, status, Map.of("title", title, "text", List.of(text)));
    }

    private static String resource(String name) {
        try (InputStream file = HtmlPages.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
