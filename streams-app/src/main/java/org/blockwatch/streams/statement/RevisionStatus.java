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
    /** It replaces a lower one. */
    REVISION,
    /** It takes a lower one back, or one that has not come yet. */
    RETRACTION,
    /** What it says is known. */
    DUPLICATE,
    /** A higher one is known. */
    OUTDATED;

    /**
     * Compares by (revision, recordedAt), whatever the order of arrival. What says the same again is a duplicate.
     *
     * @throws Refusal CONFLICTING_REVISION if other content is known under the same (revision, recordedAt): the first stands
     */
    public static RevisionStatus of(StatementEnvelope next, Optional<RecordedStatement> known) {
        if (known.isEmpty()) {
            return next.retracted() ? RETRACTION : NEW;
        }
        StatementEnvelope standing = StatementEnvelope.of(known.get().getStatement());
        if (next.saysTheSameAs(standing)) {
            return DUPLICATE;
        }
        if (next.isAfter(standing)) {
            return next.retracted() ? RETRACTION : REVISION;
        }
        if (standing.isAfter(next)) {
            return OUTDATED;
        }
        throw new Refusal(
                Reason.CONFLICTING_REVISION,
                "revision " + next.revision() + " of " + LogIds.of(next.eventId()) + ", recorded at "
                        + next.version().recordedAt() + ", is known with other content; the first stands");
    }

    /** Whether the history changes. */
    public boolean changes() {
        return this == NEW || this == REVISION || this == RETRACTION;
    }
}
