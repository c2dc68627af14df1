package org.blockwatch.streams.escalation;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.blockwatch.streams.escalation.LadderPhase.Acknowledged;
import org.blockwatch.streams.escalation.LadderPhase.Ended;
import org.blockwatch.streams.escalation.LadderPhase.OnBoard;
import org.blockwatch.streams.escalation.LadderPhase.Paging;
import org.blockwatch.streams.escalation.LadderPhase.Settling;

/** Which phase of a ladder may follow which: the whole life of a ladder on one screen. */
final class LadderTransitions {

    /** In these a ladder begins. */
    static final Set<Class<? extends LadderPhase>> FIRST = Set.of(OnBoard.class, Settling.class, Paging.class);

    /** An ended ladder never opens again: an alert that comes back has another id. */
    static final Map<Class<? extends LadderPhase>, Set<Class<? extends LadderPhase>>> ALLOWED = Map.of(
            // rises: Settling, Paging        answered: Acknowledged        the alert ends: Ended
            OnBoard.class, Set.of(OnBoard.class, Settling.class, Paging.class, Acknowledged.class, Ended.class),
            // settled: Paging                falls, or is too old: OnBoard
            Settling.class, Set.of(OnBoard.class, Settling.class, Paging.class, Acknowledged.class, Ended.class),
            // not answered: Paging           falls: OnBoard                rises late: Settling
            Paging.class, Set.of(OnBoard.class, Settling.class, Paging.class, Acknowledged.class, Ended.class),
            // not followed by an assessment, or taken back: Paging; on the board: OnBoard
            Acknowledged.class, Set.of(OnBoard.class, Settling.class, Paging.class, Acknowledged.class, Ended.class),
            Ended.class, Set.of());

    private LadderTransitions() {}

    /**
     * Returns {@code next}.
     *
     * @throws IllegalStateException if it may not follow: a defect of the rules
     */
    static LadderPhase checked(LadderPhase before, LadderPhase next) {
        if (!Objects.requireNonNull(ALLOWED.get(before.getClass())).contains(next.getClass())) {
            throw new IllegalStateException("A ladder that is " + before + " cannot become " + next);
        }
        return next;
    }
}
