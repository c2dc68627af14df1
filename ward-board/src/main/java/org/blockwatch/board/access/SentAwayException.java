package org.blockwatch.board.access;

/** Somebody may not see or do what they asked for: an answer, not a defect. */
public final class SentAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What they may do about it. */
    public enum Reason {
        /** Sign in. */
        SIGN_IN,
        /** Sign in again: nobody has touched the device for too long to answer or examine. */
        IDLE,
        /** Say why they open a unit that is not theirs. */
        OTHER_UNIT,
        /** Nothing: their roles do not let them. */
        FORBIDDEN,
        /** Load the page again: the form was not this board's, or is too old. */
        FORGED
    }

    private final Reason reason;
    private final String unit;

    /** @param unit the unit it is about; empty: none */
    public SentAwayException(Reason reason, String unit) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.unit = unit;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns the unit it is about; empty: none. */
    public String unit() {
        return unit;
    }
}
