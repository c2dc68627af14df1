package org.blockwatch.streams.patient;

/** What a task has at hand of one patient: as good as what its stores hold, and read from them whenever it is not at hand. */
public final class CachedPatient {
    private final SeenEventIds seen;
    private final Checkpoints milestones = new Checkpoints();
    private PatientState remembered;
    private boolean ahead;

    /**
     * As the stores have it.
     *
     * @param seen the statements that the history has
     * @param ahead whether {@code remembered} contains statements that the row of the patient does not
     */
    CachedPatient(PatientState remembered, SeenEventIds seen, boolean ahead) {
        this.remembered = remembered;
        this.seen = seen;
        this.ahead = ahead;
    }

    public PatientState remembered() {
        return remembered;
    }

    /** Whether the history may have a statement; false only if it has not. */
    public boolean maybeHas(String eventId) {
        return seen.maybeHas(eventId);
    }

    /** The history has taken a statement in. */
    public void noted(String eventId) {
        seen.add(eventId);
    }

    /** Of this patient's recovery, as far as it has been at hand. */
    Checkpoints milestones() {
        return milestones;
    }

    boolean isAhead() {
        return ahead;
    }

    /** @param ahead whether the row of the patient lags behind {@code now} */
    void becomes(PatientState now, boolean ahead) {
        this.remembered = now;
        this.ahead = ahead;
        milestones.pass(now.recovery());
    }
}
