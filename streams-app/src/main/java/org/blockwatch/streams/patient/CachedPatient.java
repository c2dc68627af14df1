package org.blockwatch.streams.patient;

import org.blockwatch.clinical.Protocols;
import org.blockwatch.streams.alert.PastRecoveries;

/** Holds what a task has in memory of one patient: as good as what its stores hold, and read from them whenever it is not here. */
final class CachedPatient {
    private final SeenEventIds seen;
    private final Checkpoints checkpoints = new Checkpoints();
    private final FoldPace pace = new FoldPace();
    private final PastRecoveries past;
    private PatientState state;
    private boolean lags;
    private int blocks;
    private boolean mayLag;

    /**
     * Holds a patient as the stores have them.
     *
     * @param seen the statements that the history has
     * @param lags whether the row lacks statements that {@code state} contains
     * @param protocols those that are loaded
     */
    CachedPatient(PatientState state, SeenEventIds seen, boolean lags, Protocols protocols) {
        this.past = new PastRecoveries(state.recovery().patientId(), protocols);
        this.state = state;
        this.seen = seen;
        this.lags = lags;
        this.blocks = state.recovery().blocks().size();
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

    /** Returns how many blocks the history has, as far as it has been folded here. */
    int blocks() {
        return blocks;
    }

    void hasBlocks(int counted) {
        blocks = counted;
    }

    /** Returns what the patient was at earlier instants, as far as that was asked for. */
    PastRecoveries past() {
        return past;
    }

    /** Returns how soon the patient's history may be folded again. */
    FoldPace pace() {
        return pace;
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
        if (next.isPostponed()) {
            checkpoints.forgetAll();
        } else {
            checkpoints.pass(next.recovery());
        }
    }
}
