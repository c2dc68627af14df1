package org.blockwatch.consumer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.blockwatch.event.AlertResponseKind;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a client of the JSON interface gives it.
 *
 * @param cause with a closing note: the cause that it names
 * @param page the opaque name of the page answered
 * @param eventId the client's own identity of the answer: given again, it is the same answer
 */
record AnswerBody(
        AlertResponseKind kind,
        String by,
        @Nullable String cause,
        @Nullable String note,
        @Nullable String page,
        @Nullable String eventId) {

    private static final int SHORT = 200;

    /** The fields and how long each may be. */
    private static final Map<String, Integer> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("kind", SHORT);
        FIELDS.put("by", SHORT);
        FIELDS.put("cause", SHORT);
        FIELDS.put("note", 4_000);
        FIELDS.put("page", SHORT);
        FIELDS.put("eventId", SHORT);
    }

    private static final Set<String> NAMES = Set.of("by", "cause");

    private static final List<AlertResponseKind> KINDS =
            List.of(AlertResponseKind.ACKNOWLEDGED, AlertResponseKind.DECLINED, AlertResponseKind.CLOSING_NOTE);

    /**
     * Reads a body, strictly: a typo must not silently drop what somebody said.
     *
     * @throws ProblemDetails if it is not such a body
     */
    static AnswerBody read(JsonNode body) {
        if (!body.isObject()) {
            throw ProblemDetails.invalid("", "Expected an object {\"kind\": …, \"by\": …}.");
        }
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.containsKey(field)) {
                throw ProblemDetails.invalid(
                        "/" + field.replace("~", "~0").replace("/", "~1"),
                        "There is no such field; known are " + String.join(", ", FIELDS.keySet()) + ".");
            }
        });
        AnswerBody answer = new AnswerBody(
                kind(required(body, "kind")),
                required(body, "by"),
                text(body, "cause"),
                text(body, "note"),
                text(body, "page"),
                text(body, "eventId"));
        boolean closing = answer.kind() == AlertResponseKind.CLOSING_NOTE;
        if (closing && answer.cause() == null) {
            throw ProblemDetails.invalid("/cause", "A CLOSING_NOTE names the cause: give it.");
        }
        if (!closing && answer.cause() != null) {
            throw ProblemDetails.invalid("/cause", "Only a CLOSING_NOTE names a cause: leave it out.");
        }
        return answer;
    }

    private static AlertResponseKind kind(String symbol) {
        return KINDS.stream()
                .filter(kind -> kind.name().equals(symbol))
                .findFirst()
                .orElseThrow(() -> ProblemDetails.invalid("/kind", "Expected one of " + KINDS + "."));
    }

    private static String required(JsonNode body, String field) {
        String text = text(body, field);
        if (text == null) {
            throw ProblemDetails.invalid("/" + field, "It is missing.");
        }
        return text;
    }

    private static @Nullable String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw ProblemDetails.invalid("/" + field, "Expected a text that is not empty.");
        }
        String text = PlainText.normal(value.textValue());
        int most = Objects.requireNonNull(FIELDS.get(field));
        if (text.length() > most) {
            throw ProblemDetails.invalid("/" + field, "Give at most " + most + " characters.");
        }
        if (field.equals("note") ? !PlainText.isText(text) : !PlainText.isLine(text)) {
            throw ProblemDetails.invalid(
                    "/" + field,
                    field.equals("note")
                            ? "Give it without control and format characters."
                            : "Give it on one line, without control and format characters.");
        }
        if (NAMES.contains(field) && !PlainText.hasLetter(text)) {
            throw ProblemDetails.invalid("/" + field, "Expected a name: it has no letter.");
        }
        return text;
    }
}
