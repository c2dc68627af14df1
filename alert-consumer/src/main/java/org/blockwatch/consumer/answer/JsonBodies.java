package org.blockwatch.consumer.answer;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.blockwatch.service.text.Printable;

/** Reads and writes the bodies of the JSON endpoints. */
final class JsonBodies {

    /** More than any answer needs, and more than PagerDuty sends. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBodies() {}

    /**
     * Returns the body as it came.
     *
     * @throws ProblemDetails if it is too large or not JSON by its own account
     */
    static byte[] bytes(Context ctx) {
        String type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
        if (!type.matches("application/json\\s*(;.*)?")) {
            throw new ProblemDetails(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "not-json",
                    "The body is not JSON",
                    "Send application/json, in the header Content-Type.");
        }
        try {
            byte[] body = ctx.bodyInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new ProblemDetails(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too-large",
                        "The body is too large",
                        "Send at most " + MOST_BYTES + " bytes.");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException("the client went away", e);
        }
    }

    /**
     * Returns a body as a tree.
     *
     * @throws ProblemDetails if it is not JSON
     */
    @SuppressWarnings("UnusedException") // an answer: what is wrong stands in its words
    static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation(); // there is none where a limit is passed
            String place = at == null ? "" : "Line %s, column %s: ".formatted(at.getLineNr(), at.getColumnNr());
            throw malformed(place + e.getOriginalMessage() + ".");
        } catch (IOException e) { // of bytes in memory: they are no text
            throw malformed("Its bytes are no text in UTF-8.");
        }
    }

    private static ProblemDetails malformed(String detail) {
        return new ProblemDetails(HttpStatus.BAD_REQUEST, "malformed", "The body is not JSON", Printable.line(detail));
    }

    /** Answers with this body. */
    static void answer(Context ctx, String type, Object body) {
        try {
            ctx.contentType(type).result(JSON.writeValueAsBytes(body));
            ctx.header("Cache-Control", "no-store");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
