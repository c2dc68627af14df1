package org.blockwatch.followup.form;

import java.util.Locale;
import java.util.Map;

/**
 * Every word in one language.
 *
 * @param code of the language, BCP 47
 * @param texts by their place in the file, such as {@code page.title}
 */
public record LanguageTexts(String code, Map<String, String> texts) {

    public LanguageTexts {
        texts = Map.copyOf(texts);
    }

    /** Returns the text at a place, with values for what stands in braces. */
    public String text(String place, Map<String, String> values) {
        String text = texts.get(place);
        if (text == null) {
            throw new IllegalArgumentException("no text at " + place);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    /** Returns the language in the terms of Java. */
    public Locale locale() {
        return Locale.forLanguageTag(code);
    }
}
