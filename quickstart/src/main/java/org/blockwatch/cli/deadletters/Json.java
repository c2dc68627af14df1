package org.blockwatch.cli.deadletters;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one flat object. */
final class Json {

    private Json() {}

    /** Returns the object on one line; what is null is left out. */
    static String object(Map<String, ? extends @Nullable String> fields) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(field -> "\"%s\":\"%s\"".formatted(field.getKey(), quoted(field.getValue())))
                .collect(joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
