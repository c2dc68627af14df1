package org.blockwatch.board.access;

import java.util.Locale;

/** What somebody who has signed in is, as far as a board cares. */
public enum BoardRole {
    /** Looks at patients of their units, answers and examines. */
    NURSE,
    /** The same. */
    DOCTOR,
    /** Looks at how feeds and pagers stand, and at no patient. */
    OPERATIONS;

    /** Returns it as settings write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
