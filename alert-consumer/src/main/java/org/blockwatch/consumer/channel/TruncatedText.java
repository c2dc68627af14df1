package org.blockwatch.consumer.channel;

/** Text as long as a channel takes it. What is left out is never left out silently. */
public final class TruncatedText {

    private static final String MARK = " [cut]";

    private TruncatedText() {}

    /**
     * Returns the text itself if it fits, else its beginning with a mark that says so.
     *
     * @param most in UTF-16 units, more than the mark has
     */
    public static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - MARK.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--; // half a character is none
        }
        return text.substring(0, end).stripTrailing() + MARK;
    }
}
