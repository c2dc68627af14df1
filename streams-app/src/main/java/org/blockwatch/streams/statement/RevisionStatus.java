package org.blockwatch.streams.statement;

import java.util.Optional;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;

/** What an admitted statement is to the revision of it that is known. */
public enum RevisionStatus {
    /** None is known. */
    NEW,
    /** It replaces a lower revision. */
    REVISION,
    /** It takes a lower revision back, or one that has not come yet. */
    RETRACTION,
    /** It is known, word for word. */
    DUPLICATE,
    /** A higher revision is known. */
    OUTDATED;

    /**
     * Compares by revision, whatever the order of arrival.
     *
     * @throws Refusal CONFLICTING_REVISION if the same revision is known with other content: the first stands
     */
    public static RevisionStatus of(StatementEnvelope next, Optional<RecordedStatement> known) {
        if (known.isEmpty()) {
            return next.retracted() ? RETRACTION : NEW;
        }
        StatementEnvelope standing = StatementEnvelope.of(known.get().getStatement());
        if (next.revision() != standing.revision()) {
            boolean higher = next.revision() > standing.revision();
            return !higher ? OUTDATED : next.retracted() ? RETRACTION : REVISION;
        }
        if (next.statement().equals(standing.statement())) {
            return DUPLICATE;
        }
        throw new Refusal(
                Reason.CONFLICTING_REVISION,
                "revision " + next.revision() + " of " + LogIds.of(next.eventId())
                        + " is known with other content; the first stands");
    }

    /** Whether the history changes. */
    public boolean changes() {
        return this == NEW || this == REVISION || this == RETRACTION;
    }
}
