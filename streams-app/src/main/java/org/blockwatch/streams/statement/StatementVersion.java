package org.blockwatch.streams.statement;

import java.time.Instant;
import java.util.Comparator;
import org.blockwatch.event.StatementStatus;
import org.jspecify.annotations.Nullable;

/**
 * Says which of several versions of one statement this is. The highest (revision, recordedAt) replaces the lower ones: many feeds cannot
 * count revisions, but every correction is recorded later.
 *
 * @param revision counts from 0
 * @param recordedAt when it was charted; null, where the sender does not say, is before any time
 * @param status whether it stands
 */
public record StatementVersion(int revision, @Nullable Instant recordedAt, StatementStatus status) {

    private static final Comparator<StatementVersion> ORDER = Comparator.comparingInt(StatementVersion::revision)
            .thenComparing(StatementVersion::recordedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Returns whether it takes the statement back. */
    public boolean retracted() {
        return status == StatementStatus.ENTERED_IN_ERROR;
    }

    /** Compares by (revision, recordedAt): above 0 if this one replaces the other. */
    int compareOrder(StatementVersion other) {
        return ORDER.compare(this, other);
    }
}
