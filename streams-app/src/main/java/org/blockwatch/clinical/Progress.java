package org.blockwatch.clinical;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.blockwatch.event.Side;
import org.jspecify.annotations.Nullable;

/**
 * How a block has gone on so far.
 *
 * @param since since when each run that holds has held without a break
 * @param lastAssessment the latest assessment by staff, or null where there is none since S0
 * @param contradictions sides on which it contradicts itself
 * @param episode the red-flag episode that is open, or null
 * @param takenOverAt the S0 at which a later block takes over, from which this one is closed for good, or null
 * @param home what matters once the patient is at home
 */
public record Progress(
        Map<Run, Instant> since,
        @Nullable Position lastAssessment,
        Set<Side> contradictions,
        @Nullable Episode episode,
        @Nullable Instant takenOverAt,
        HomeCourse home) {

    /** Nothing has happened yet. */
    static final Progress NONE = new Progress(Map.of(), null, Set.of(), null, null, HomeCourse.NONE);

    public Progress {
        since = SortedCopies.map(since);
        contradictions = SortedCopies.set(contradictions);
    }

    Progress with(Map<Run, Instant> runs) {
        return runs.equals(since)
                ? this
                : new Progress(runs, lastAssessment, contradictions, episode, takenOverAt, home);
    }

    Progress assessed(Position last, Set<Side> contradicted) {
        return new Progress(since, last, contradicted, episode, takenOverAt, home);
    }

    Progress with(@Nullable Episode now) {
        return new Progress(since, lastAssessment, contradictions, now, takenOverAt, home);
    }

    Progress with(HomeCourse now) {
        return now == home ? this : new Progress(since, lastAssessment, contradictions, episode, takenOverAt, now);
    }

    Progress takenOver(Instant at) {
        return new Progress(since, lastAssessment, contradictions, episode, at, home);
    }
}
