package org.blockwatch.service.text;

import java.util.function.IntPredicate;

/**
 * Makes text from outside harmless to print: a terminal obeys control characters, a log is read line by line, and format
 * characters show another text than the one that is there. This is the one place that decides which those are.
 */
public final class Printable {

    private static final int TWO_BYTES = 0xFFFF;

    private Printable() {}

    /** Returns the text on one line, with every control and format character as an escape such as {@code \\u001b}. */
    public static String line(String text) {
        return escaped(text, Printable::isHarmful);
    }

    /** Returns the text with its line breaks and tabs as they are, and all else that would harm as an escape. */
    public static String lines(String text) {
        return escaped(text, character -> character != '\n' && character != '\t' && isHarmful(character));
    }

    private static String escaped(String text, IntPredicate harmful) {
        if (text.codePoints().noneMatch(harmful)) {
            return text;
        }
        StringBuilder harmless = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (harmful.test(character)) {
                escape(character, harmless);
            } else {
                harmless.appendCodePoint(character);
            }
        });
        return harmless.toString();
    }

    private static boolean isHarmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static void escape(int character, StringBuilder to) {
        switch (character) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> to.append((character <= TWO_BYTES ? "\\u%04x" : "\\U%08x").formatted(character));
        }
    }
}
