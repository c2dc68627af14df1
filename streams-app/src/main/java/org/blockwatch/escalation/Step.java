package org.blockwatch.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.state.LadderState;

/**
 * What a ladder does at one event.
 *
 * @param ladder how it stands afterwards; empty: there is none (any more)
 * @param pages what is to be sent now
 * @param trail every decision taken, for the audit
 * @param next when time alone will need it again; empty: only an event can
 */
public record Step(
        Optional<LadderState> ladder, List<PageRequest> pages, List<PageEvent> trail, Optional<Instant> next) {

    /** No ladder, and nothing to do. */
    static final Step NONE = new Step(Optional.empty(), List.of(), List.of(), Optional.empty());
}
