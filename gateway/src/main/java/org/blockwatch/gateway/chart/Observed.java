package org.blockwatch.gateway.chart;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.blockwatch.gateway.map.Code;
import org.jspecify.annotations.Nullable;

/**
 * One observation of a patient, as its sender says it.
 *
 * @param codes what was observed, in every code that the sender gives
 * @param at when it was true at the bedside
 * @param standing whether it stands, corrects or takes back
 * @param subId what tells several of one kind apart, such as OBX-4; empty: nothing
 * @param where it stands in the message, for people
 */
public record Observed(List<Code> codes, Value value, Moment at, Standing standing, String subId, String where) {

    public Observed {
        codes = List.copyOf(codes);
    }

    /**
     * When it was true.
     *
     * @param ambiguous whether the hour happened twice that night
     */
    public record Moment(Instant instant, boolean ambiguous) {}

    /** Whether an observation stands. */
    public enum Standing {
        /** It is stated. */
        STANDS,
        /** It replaces what was stated before. */
        CORRECTED,
        /** What was stated before was never so. */
        TAKEN_BACK
    }

    /**
     * A value.
     *
     * @param words every text by which a map may know it: code, display, or what was written
     * @param units every text by which a map may know its unit; an empty text where the sender gives none
     * @param time it as a time, if it is one
     * @param problem why it cannot be a number, such as a comparator; empty if it may be one
     */
    public record Value(
            List<String> words, Set<String> units, @Nullable Instant time, String problem) {
        public Value {
            words = List.copyOf(words);
            units = Set.copyOf(units);
        }

        /** Returns it as it was written. */
        public String text() {
            return words.isEmpty() ? "" : words.get(0);
        }
    }
}
