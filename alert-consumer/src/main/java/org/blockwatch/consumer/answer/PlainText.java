package org.blockwatch.consumer.answer;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Brings what people and programs write into one form, so that what looks the same is the same: NFKC, without characters
 * that cannot be seen. Two names that differ in a zero-width space would pass for two people.
 */
final class PlainText {

    /** Controls, format characters, what is unassigned or private, and the separators of lines and paragraphs. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final Pattern UNSEEN_IN_LINES = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n\\r\\t]]");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private PlainText() {}

    /** Returns the text in its normal form. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    /** Returns the text in its normal form, on one line and with everything in it to be seen. */
    static String line(String text) {
        return normal(UNSEEN.matcher(normal(text)).replaceAll(" "));
    }

    /** Returns whether all of a line can be seen. */
    static boolean isLine(String text) {
        return !UNSEEN.matcher(text).find();
    }

    /** Returns whether all of a text of several lines can be seen. */
    static boolean isText(String text) {
        return !UNSEEN_IN_LINES.matcher(text).find();
    }

    /** Returns whether it names anybody or anything: a name has a letter. */
    static boolean hasLetter(String text) {
        return LETTER.matcher(text).find();
    }
}
