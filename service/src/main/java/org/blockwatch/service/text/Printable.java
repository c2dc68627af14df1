package org.blockwatch.service.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes text from outside harmless to print: a terminal obeys control characters, and a log is read line by line. */
public final class Printable {

    /** Controls of ASCII and C1, line and paragraph separators, and what turns the direction of text. */
    private static final Pattern HARMFUL =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]");

    private Printable() {}

    /** Returns the text on one line, with what would harm written as an escape such as {@code \\u001b}. */
    public static String line(String text) {
        return HARMFUL.matcher(text).replaceAll(found -> escape(found.group()));
    }

    /** Returns the text with its line breaks and tabs as they are, and what would harm else as an escape. */
    public static String lines(String text) {
        return HARMFUL.matcher(text)
                .replaceAll(found -> found.group().matches("[\\n\\t]") ? found.group() : escape(found.group()));
    }

    /** The backslash is doubled, because a replacement has its own escapes. */
    private static String escape(String character) {
        return switch (character) {
            case "\n" -> "\\\\n";
            case "\r" -> "\\\\r";
            case "\t" -> "\\\\t";
            default -> "\\\\u" + String.format(Locale.ROOT, "%04x", (int) character.charAt(0));
        };
    }
}
