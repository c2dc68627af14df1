package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;

/** What can happen to the ladders of one patient. */
sealed interface LadderEvent {

    /** Detection has judged the patient: all transitions of one instant. */
    record Judged(List<Alert> alerts) implements LadderEvent {}

    /**
     * A person has answered.
     *
     * @param offset where the answer lies on its partition
     * @param arrivedAt when the broker stamped it, engine time
     */
    record Answered(AlertResponse answer, long offset, Instant arrivedAt) implements LadderEvent {

        /** Returns when the answer was given: nobody answers after the answer has arrived, whatever their clock says. */
        Instant givenAt() {
            return answer.getOccurredAt().isAfter(arrivedAt) ? arrivedAt : answer.getOccurredAt();
        }
    }

    /** The sender tells what became of a page, or of an attempt to send it. */
    record Reported(PageEvent result) implements LadderEvent {}

    /**
     * Time has passed. May come too early, and then changes nothing.
     *
     * @param alertIds whose ladders may be due
     * @param assessedSince whether the patient has been assessed at or after an instant
     */
    record Due(List<String> alertIds, Predicate<Instant> assessedSince) implements LadderEvent {}
}
