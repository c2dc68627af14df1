package org.blockwatch.streams.statement;

import java.util.Locale;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Refuses identities that people or machines would read in two ways. They are never trimmed: {@code "q1 "} would be another patient,
 * with a clock of its own.
 */
final class Identifiers {
    /** Longest identity of a patient, a statement or a block. */
    private static final int LONGEST_ID = 200;

    /** Longest name of a unit or a bed: it has to leave room for the advice on a pager. */
    private static final int LONGEST_PLACE = 40;

    private Identifiers() {}

    /** @throws Refusal INVALID_ID, saying what is wrong with it */
    static void checkId(String field, String id) {
        check(field, id, LONGEST_ID);
    }

    /** @throws Refusal INVALID_ID, saying what is wrong with it; null is not stated, and in order */
    static void checkPlace(String field, @Nullable String name) {
        if (name != null) {
            check(field, name, LONGEST_PLACE);
        }
    }

    /** Tells whether a name is longer than an identity may be. */
    static boolean isTooLong(String name) {
        return name.codePointCount(0, name.length()) > LONGEST_ID;
    }

    private static void check(String field, String id, int longest) {
        if (id.isEmpty()) {
            throw invalid(field, "is empty");
        }
        int length = id.codePointCount(0, id.length());
        if (length > longest) {
            throw invalid(field, "has " + length + " characters; at most " + longest + " are taken");
        }
        if (isSpace(id.codePointAt(0)) || isSpace(id.codePointBefore(id.length()))) {
            throw invalid(field, "begins or ends with white space");
        }
        id.codePoints().filter(Identifiers::isInvisible).findFirst().ifPresent(hidden -> {
            throw invalid(field, String.format(Locale.ROOT, "holds the control or format character U+%04X", hidden));
        });
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.FORMAT;
    }

    private static Refusal invalid(String field, String what) {
        return new Refusal(Reason.INVALID_ID, field + " " + what);
    }
}
