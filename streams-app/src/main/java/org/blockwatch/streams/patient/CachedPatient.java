package org.blockwatch.streams.patient;

/** Holds what a task has in memory of one patient: as good as what its stores hold, and read from them whenever it is not here. */
final class CachedPatient {
    private final SeenEventIds seen;
    private final Checkpoints checkpoints = new Checkpoints();
    private PatientState state;
    private boolean lags;
    private boolean mayLag;

    /**
     * Holds a patient as the stores have them.
     *
     * @param seen the statements that the history has
     * @param lags whether the row lacks statements that {@code state} contains
     */
    CachedPatient(PatientState state, SeenEventIds seen, boolean lags) {
        this.state = state;
        this.seen = seen;
        this.lags = lags;
    }

    PatientState state() {
        return state;
    }

    /** Returns what identifies the statements that the history has. */
    SeenEventIds seen() {
        return seen;
    }

    /** Returns the patient's recovery as it was at some earlier statements, as far as it has been here since. */
    Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Returns whether the row lacks statements that {@link #state} contains. */
    boolean lags() {
        return lags;
    }

    /** Says whether the update under way adds nothing but a statement that is later in order than all before. */
    void allowLag(boolean allowed) {
        mayLag = allowed;
    }

    boolean mayLag() {
        return mayLag;
    }

    /** @param lags whether the row lacks statements that {@code next} contains */
    void becomes(PatientState next, boolean lags) {
        this.state = next;
        this.lags = lags;
        this.mayLag = false;
        checkpoints.pass(next.recovery());
    }
}
