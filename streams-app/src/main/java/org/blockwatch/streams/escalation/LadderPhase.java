package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a ladder waits for. Which phase may follow which is in {@link LadderTransitions}. */
sealed interface LadderPhase {

    /** Returns when time alone moves the ladder on; empty: only an event does. */
    default Optional<Instant> wakesAt() {
        return Optional.empty();
    }

    /** It pages nobody: its priority stands on the ward board, or its alert is of the past. */
    record OnBoard() implements LadderPhase {}

    /**
     * Its page waits for what is still being charted (paging.md, promise 13).
     *
     * @param until when the first tier is paged
     */
    record Settling(Instant until) implements LadderPhase {
        @Override
        public Optional<Instant> wakesAt() {
            return Optional.of(until);
        }
    }

    /**
     * A tier has been paged and has not answered.
     *
     * @param climbAt when the next tier is paged, or the last one again
     * @param silence since when the last tier does not answer; null: the last tier has not been reached
     */
    record Paging(Instant climbAt, @Nullable Silence silence) implements LadderPhase {
        @Override
        public Optional<Instant> wakesAt() {
            return Optional.of(climbAt);
        }
    }

    /**
     * The last tier is paged and does not answer (paging.md, promise 14).
     *
     * @param since when it was first paged
     * @param slowedTo the present wait between two pages, once it is longer than the policy's; null: it is the policy's
     */
    record Silence(Instant since, @Nullable Duration slowedTo) {}

    /**
     * A person has taken the alert on.
     *
     * @param at when, by the answerer's clock as far as it is believable
     * @param resumeAt when the ladder goes on unless the patient has been assessed; null: it does not
     */
    record Acknowledged(String by, Instant at, @Nullable Instant resumeAt) implements LadderPhase {
        @Override
        public Optional<Instant> wakesAt() {
            return Optional.ofNullable(resumeAt);
        }
    }

    /**
     * The alert has ended; only incidents are left to be told.
     *
     * @param forgetAt until when results of attempts under way may still come
     */
    record Ended(Instant forgetAt) implements LadderPhase {}
}
