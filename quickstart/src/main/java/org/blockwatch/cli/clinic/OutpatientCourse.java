package org.blockwatch.cli.clinic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** What an outpatient's three days are like. */
public enum OutpatientCourse {
    /** A day later the saddle is numb: a haematoma. */
    HAEMATOMA("saddle numb a day later", 1, 1),
    /** The back stays numb for two days, and the patient says so. */
    PERSISTENT("back numb for two days", 1, 2),
    /** The back is still numb when the patient is asked for the first time, and wears off after that. */
    LINGERING("back numb for six hours", 2, 10),
    /** The back wears off early, but no message is answered. */
    SILENT("wears off, never answers", 3, 15),
    /** The same, but the reminder is needed. */
    FORGETFUL("wears off, answers the reminder", 4, 12),
    /** The same, but the patient telephones, and the nurse charts it. */
    TELEPHONES("wears off, telephones instead", 2, 3),
    /** The same, but the patient presses a wrong button, and corrects it some minutes later. */
    MISTAKEN("wears off, answers wrongly, corrects it", 2, 2),
    /** The same, but the patient is not sure of something, and asks for a call so. */
    UNSURE("wears off, is not sure", 2, 3),
    /** The back wears off, and the patient answers when asked. */
    UNEVENTFUL("wears off, answers when asked", 13, 52);

    private static final List<OutpatientCourse> SHOWN = deck(course -> course.ofThirty);
    private static final List<OutpatientCourse> USUAL = deck(course -> course.ofHundred);

    private final String words;
    private final int ofThirty;
    private final int ofHundred;

    OutpatientCourse(String words, int ofThirty, int ofHundred) {
        this.words = words;
        this.ofThirty = ofThirty;
        this.ofHundred = ofHundred;
    }

    private static List<OutpatientCourse> deck(ToIntFunction<OutpatientCourse> many) {
        var deck = new ArrayList<OutpatientCourse>();
        for (var course : values()) {
            for (var i = 0; i < many.applyAsInt(course); i++) {
                deck.add(course);
            }
        }
        return List.copyOf(deck);
    }

    /** Returns the course of the n-th patient, from 0, where each kind is to be seen among thirty. */
    static OutpatientCourse shown(int n) {
        return SHOWN.get(n % SHOWN.size());
    }

    /**
     * Returns the course of the n-th patient, from 0, where kinds are about as frequent as they are: 85 of 100 answer sooner
     * or later, as published of links by text message (56 to 91). A haematoma is rarer by far, but has to be among them.
     */
    static OutpatientCourse usual(int n) {
        return USUAL.get(n * 37 % USUAL.size()); // 37 and 100 have no common divisor: all come, well mixed
    }

    /** Returns it as a summary names it. */
    public String words() {
        return words;
    }
}
