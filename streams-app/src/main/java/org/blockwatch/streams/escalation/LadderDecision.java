package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.state.LadderState;

/**
 * What one ladder does at one instant.
 *
 * @param alertId whose ladder it is
 * @param ladder how it stands afterwards; empty: there is none (any more)
 * @param pages what is to be sent now
 * @param trail every decision taken, for the audit
 * @param next when time alone will need it again; empty: only an event can
 */
public record LadderDecision(
        String alertId,
        Optional<LadderState> ladder,
        List<PageRequest> pages,
        List<PageEvent> trail,
        Optional<Instant> next) {

    /** A decision about an alert that has no ladder. */
    static LadderDecision ofNone(PageEvent decision) {
        return new LadderDecision(
                decision.getAlertId(), Optional.empty(), List.of(), List.of(decision), Optional.empty());
    }
}
