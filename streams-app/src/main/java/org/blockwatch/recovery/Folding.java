package org.blockwatch.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;

/**
 * Brings a patient's recovery up to date with a statement that the history has just taken in: by one step where that leads there,
 * otherwise anew from the history. Both lead to the same recovery.
 */
final class Folding {
    private final History history;
    private final Protocols protocols;
    private final List<String> versions;

    Folding(History history, Protocols protocols) {
        this.history = history;
        this.protocols = protocols;
        this.versions = protocols.versions();
    }

    /**
     * A recovery, and what led to it.
     *
     * @param step whether it is one step from the recovery before, by a new statement
     * @param follows whether moreover that statement is later in order than all before
     */
    record Folded(Recovery recovery, Occasion occasion, boolean step, boolean follows) {}

    /**
     * Takes in the statement.
     *
     * @param novelty what it is to what was known of it
     * @param now the engine's clock
     */
    Folded fold(Remembered before, Envelope next, Novelty novelty, Instant now) {
        Recovery recovery = before.recovery();
        Optional<Statement> statement = Statements.standing(next.statement());
        Occasion occasion = occasion(recovery, statement, novelty);
        Optional<Recovery> step = novelty == Novelty.NEW && isCurrent(before)
                ? statement.flatMap(stated -> recovery.then(stated, protocols))
                : Optional.empty();
        if (step.isPresent()) {
            return new Folded(step.get(), occasion, true, occasion instanceof Occasion.Stated);
        }
        if (isWhole(recovery, now)) {
            return new Folded(anew(recovery.patientId()), occasion, false, false);
        }
        // Anew would forget what the history has dropped: the kept pictures take what is new or is now later than all
        // else, and keep what was taken back.
        Recovery added = statement
                .filter(stated -> novelty == Novelty.NEW || recovery.isInOrder(stated))
                .map(stated -> recovery.after(List.of(stated), protocols))
                .orElse(recovery);
        return new Folded(added, occasion, false, false);
    }

    /** The recovery as it stands, folded anew if that was done under other protocols than are loaded now. */
    Recovery current(Remembered kept, Instant now) {
        return isCurrent(kept) || !isWhole(kept.recovery(), now)
                ? kept.recovery()
                : anew(kept.recovery().patientId());
    }

    private boolean isCurrent(Remembered kept) {
        return kept.protocols().equals(versions);
    }

    private Recovery anew(String patientId) {
        List<SpecificRecord> kept = history.of(patientId).stream()
                .map(row -> (SpecificRecord) row.getStatement())
                .toList();
        return Recovery.unknown(patientId).after(Statements.standing(kept), protocols);
    }

    /** Whether the history still has all that the pictures rest on. */
    boolean isWhole(Recovery recovery, Instant now) {
        Instant horizon = History.horizon(now);
        for (Picture picture : recovery.pictures()) {
            if (restsOnSince(picture).isBefore(horizon)) {
                return false;
            }
        }
        return true;
    }

    private Instant restsOnSince(Picture picture) {
        return picture.block().s0().minus(protocols.of(picture.block()).times().baselineWithin());
    }

    private static Occasion occasion(Recovery before, Optional<Statement> statement, Novelty novelty) {
        if (novelty != Novelty.NEW || statement.isEmpty()) {
            return new Occasion.Corrected();
        }
        return before.isInOrder(statement.get())
                ? new Occasion.Stated(statement.get().occurredAt())
                : new Occasion.Corrected();
    }
}
