package org.blockwatch.cli.text;

/** Text that came from outside, for a terminal or a file of lines: it can neither move the cursor nor forge a line. */
public final class Printable {

    private Printable() {}

    /** Returns the text with every control and format character written as an escape, such as {@code \u001b}. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isUnfit)) {
            return text;
        }
        var fit = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isUnfit(character)) {
                fit.append(character <= 0xFFFF ? "\\u%04x".formatted(character) : "\\U%08x".formatted(character));
            } else {
                fit.appendCodePoint(character);
            }
        });
        return fit.toString();
    }

    private static boolean isUnfit(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
