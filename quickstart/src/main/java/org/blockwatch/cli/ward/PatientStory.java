package org.blockwatch.cli.ward;

import java.util.List;

/** What becomes of a patient, or of the charting. */
enum PatientStory {
    /** Strength and feeling return within four hours. */
    WELL,
    /** The leg stays weak past four hours, and recovers. */
    SLOW,
    /** The skin over the back stays numb past four hours, and recovers. */
    NUMB,
    /** The leg stays weak past a day. */
    PERSISTENT,
    /** Saddle numbness appears. */
    RED_FLAG,
    /** Recovers, then weakens again, on an anticoagulant. */
    RECURRENCE,
    /** Local anaesthetic in a vessel: slow pulse, low pressure, drowsy, within minutes. */
    TOXICITY,
    /** Vital signs worsen during the afternoon. */
    DETERIORATION,
    /** Recovers, but nobody charts after the first half hour. */
    SILENT,
    /** Somebody else's weak leg is charted here, retracted, and charted again where it belongs. */
    WRONG_PATIENT,
    /** A leg is charted as weak by a slip, and amended. */
    AMENDED,
    /** A second dose half an hour after the first moves the clock. */
    TOP_UP,
    /** One assessment is charted with the wrong year, as some rows of the measured data are. */
    WRONG_YEAR;

    /** Thirty patients: half go well, each other story at least once, the long ones first so that they have time. */
    private static final List<PatientStory> DECK = List.of(
            PERSISTENT,
            WELL,
            SLOW,
            RED_FLAG,
            WELL,
            SILENT,
            RECURRENCE,
            WELL,
            NUMB,
            WELL, //
            WRONG_PATIENT,
            SLOW,
            WELL,
            TOP_UP,
            WELL,
            TOXICITY,
            AMENDED,
            WELL,
            SILENT,
            WELL, //
            DETERIORATION,
            WELL,
            SLOW,
            WELL,
            NUMB,
            WRONG_YEAR,
            WELL,
            WELL,
            WELL,
            WELL);

    /** Returns the story of the n-th patient, from 0. */
    static PatientStory of(int n) {
        return DECK.get(n % DECK.size());
    }
}
