package org.blockwatch.consumer.watch;

import java.time.Instant;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the trail says that an alert's ladder will do.
 *
 * @param at when it decided last
 * @param nextAt when it will act by itself; null: it waits for an event
 * @param rest why it may wait for an event
 */
record LadderPromise(Instant at, @Nullable Instant nextAt, Rest rest) {

    /** Why a ladder need not act. */
    enum Rest {
        /** What it rests on was decided before anything that has been read. */
        UNKNOWN,
        /** Nothing: it must act. */
        NONE,
        /** A person has taken the alert on: enough for what is not HIGH. */
        ACKNOWLEDGED,
        /** The patient was examined after that, or the alert pages nobody: enough for all. */
        SETTLED
    }

    /** Returns what the ladder promises with this decision. */
    static LadderPromise with(@Nullable LadderPromise before, PageEvent decision) {
        Rest rest = before == null ? Rest.UNKNOWN : before.rest;
        return new LadderPromise(decision.getAt(), decision.getNextAt(), rest(rest, decision));
    }

    private static Rest rest(Rest before, PageEvent decision) {
        return switch (decision.getKind()) {
            case ESCALATED, RESUMED -> Rest.NONE;
            case REQUESTED -> decision.getChannel() == null ? Rest.NONE : before; // else a retry, or news for a channel
            case ACKNOWLEDGED ->
                switch (decision.getOutcome()) {
                    case OK -> Rest.ACKNOWLEDGED;
                    case ASSESSED -> Rest.SETTLED;
                    default -> before;
                };
            case SUPPRESSED -> suppressed(before, decision);
            default -> before;
        };
    }

    private static Rest suppressed(Rest before, PageEvent decision) {
        if (decision.getChannel() != null) {
            return before;
        }
        return decision.getOutcome() == PageOutcome.TOLD_TOGETHER ? Rest.NONE : Rest.SETTLED;
    }

    /** Returns whether a ladder decided this, rather than whoever sends pages. */
    static boolean isDecision(PageEvent event) {
        return switch (event.getKind()) {
            case REQUESTED, ESCALATED, RESUMED, RESCHEDULED, ACKNOWLEDGED, DECLINED, NOTED -> true;
            case SUPPRESSED -> event.getAttemptId().isEmpty();
            default -> false;
        };
    }
}
