package org.blockwatch.streams.alert;

import java.time.Instant;

/** Says why a patient is judged now: it tells whether what was known of an alert's past can have changed. */
public sealed interface Trigger {

    /** Time went by. */
    record Tick() implements Trigger {}

    /**
     * A new statement came, later in order than all before.
     *
     * @param occurredAt when it was true at the bedside
     */
    record Stated(Instant occurredAt) implements Trigger {}

    /** What was known of vital signs changed, and of nothing else: they were revised, or came late. */
    record Remeasured() implements Trigger {}

    /** What was known changed: a revision, a retraction, or a statement earlier in order than others. */
    record Corrected() implements Trigger {}
}
