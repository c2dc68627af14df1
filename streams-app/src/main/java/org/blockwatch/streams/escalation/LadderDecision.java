package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;

/**
 * What one ladder does at one instant.
 *
 * @param alertId whose ladder it is
 * @param ladder how it stands afterwards; empty: there is none (any more)
 * @param pages what is to be sent now
 * @param trail every decision taken, for the audit
 */
record LadderDecision(String alertId, Optional<Ladder> ladder, List<PageRequest> pages, List<PageEvent> trail) {

    /** Returns a decision about an alert that has no ladder. */
    static LadderDecision ofNone(PageEvent decision) {
        return new LadderDecision(decision.getAlertId(), Optional.empty(), List.of(), List.of(decision));
    }

    /** Returns when time alone will need the ladder again; empty: only an event can. */
    Optional<Instant> next() {
        return ladder.flatMap(Ladder::nextWake);
    }
}
