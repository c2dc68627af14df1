package org.blockwatch.streams.alert;

import java.time.Instant;

/** Why a patient is judged now: it tells an alert that has ended why. */
public sealed interface Trigger {

    /** Time went by. */
    record Tick() implements Trigger {}

    /**
     * A new statement came, later in order than all before.
     *
     * @param occurredAt when it was true at the bedside
     */
    record Stated(Instant occurredAt) implements Trigger {}

    /** What was known changed: a revision, a retraction, or a statement earlier in order than others. */
    record Corrected() implements Trigger {}
}
