package org.blockwatch.consumer.watch;

import java.time.Instant;
import org.blockwatch.consumer.page.AlertKey;

/**
 * A promise of paging that is not kept.
 *
 * @param subject which alert, page or answer it is about, so that it is told once
 * @param since when it should have been kept
 */
public record Violation(Kind kind, AlertKey alert, String subject, Instant since) {

    /** Returns the alert's id, for people who look for it. */
    public String alertId() {
        return alert.alertId();
    }

    /** What can be amiss, with what to do about it. */
    public enum Kind {
        /** An open alert that pages has no ladder. */
        NO_LADDER(
                "is open and no ladder has begun for it. Tell the ward by telephone. Then see whether streams-app is ready"
                        + " and reads blockwatch.alerts"),
        /** A ladder was to act and has not. */
        LADDER_LATE(
                "was to be paged further and was not. Tell the ward by telephone. Then see whether streams-app is ready and"
                        + " how far it is behind"),
        /** A ladder neither waits for an instant nor for anything that a person has done. */
        LADDER_STALLED(
                "is open, nobody has taken it on, and its ladder waits for nothing. Tell the ward by telephone, and keep the"
                        + " story (blockwatch why) for a report: this is a defect"),
        /** A page was asked for and nothing is known to have become of it. */
        PAGE_LOST(
                "has a page of which nothing is known since it was asked for. See whether alert-consumer is ready, and"
                        + " blockwatch.dead-letters"),
        /** Pages are held back for an acknowledgement that the ladder does not know. */
        ALL_HELD_BACK(
                "is open, nobody has taken it on, and all its pages are held back as acknowledged. Tell the ward by telephone,"
                        + " and keep the story (blockwatch why) for a report: this is a defect, or somebody forges answers"),
        /** A person has answered, and the ladder has not heard it. */
        ANSWER_LOST(
                "was answered, and its ladder has not taken the answer in. Tell whoever answered that paging goes on. Then see"
                        + " whether streams-app is ready, and blockwatch.dead-letters");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** Returns what is so and what to do: completes "The alert b1/… ". */
        public String advice() {
            return advice;
        }
    }
}
