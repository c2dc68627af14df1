package org.blockwatch.streams.patient;

import org.blockwatch.event.BlockPerformed;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.blockwatch.streams.statement.StatementEnvelope;

/**
 * Keeps a patient from taking all of a stream thread, and more of a row than a changelog takes: every block is folded with every other,
 * and judged with every statement. Those that are known stay, and findings count for them; it is the block beyond them that is not let
 * in, because the earlier ones have the longer clocks.
 */
public final class BlockLimit {
    /** More than any patient has within the days that statements are kept: what comes beyond is a feed that counts one block twice [D]. */
    static final int BLOCKS = 32;

    /** As many alert threads are counted of a patient as fit into a row, with the longest names. */
    static final int THREADS = 1_000;

    private BlockLimit() {}

    /**
     * Checks a statement that was admitted, before it is remembered.
     *
     * @param blocks how many the history has of the patient
     * @throws Refusal TOO_MANY_BLOCKS, for a block that is not known yet of a patient who has too many
     */
    public static void check(StatementEnvelope statement, PatientState patient, int blocks) {
        if (statement.retracted() || !(statement.statement() instanceof BlockPerformed block)) {
            return;
        }
        int threads = patient.threads().counted().size();
        boolean isFull = blocks >= BLOCKS || threads >= THREADS;
        boolean isKnown = patient.recovery().blocks().stream()
                .anyMatch(picture -> picture.block().blockId().equals(block.getBlockId()));
        if (isFull && !isKnown) {
            throw new Refusal(
                    Reason.TOO_MANY_BLOCKS,
                    "the patient has " + blocks + " blocks and " + threads + " kinds of alerts; no more than " + BLOCKS
                            + " and " + THREADS + " are kept. Does one block come under many blockIds?");
        }
    }
}
