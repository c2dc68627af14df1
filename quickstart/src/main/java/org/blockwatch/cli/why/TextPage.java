package org.blockwatch.cli.why;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.blockwatch.service.text.Printable;

/** Plain text of lines that fit a terminal and a printed page. */
final class TextPage {

    private static final int WIDTH = 118;

    /** An instant stays on its line. */
    private static final Pattern WORD = Pattern.compile("\\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\S+|\\S+");

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private boolean titled;

    /** Adds a heading; before the first one lines stand without indent. */
    void title(String title) {
        text.append('\n').append(Printable.line(title)).append('\n');
        titled = true;
    }

    /** Adds a line of its own. */
    void line(String line) {
        wrapped(titled ? INDENT : "", titled ? INDENT + INDENT : INDENT, line);
    }

    /** Adds a line that begins with an instant; its text is kept together beside it. */
    void entry(String at, String line) {
        wrapped(INDENT + at + INDENT, " ".repeat((INDENT + at + INDENT).length()), line);
    }

    private void wrapped(String first, String further, String line) {
        var length = first.length();
        text.append(first);
        var atStart = true;
        for (var word : WORD.matcher(Printable.line(line))
                .results()
                .map(MatchResult::group)
                .toList()) {
            if (!atStart && length + 1 + word.length() > WIDTH) {
                text.append('\n').append(further);
                length = further.length();
                atStart = true;
            }
            text.append(atStart ? "" : " ").append(word);
            length += word.length() + (atStart ? 0 : 1);
            atStart = false;
        }
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
