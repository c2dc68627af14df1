package org.blockwatch.clinical;

import java.time.Instant;
import java.util.Comparator;

/** One charted fact about a patient that stands: its highest revision, not entered in error. */
public sealed interface Statement permits Procedure, Assessment, Vitals, Care {

    /**
     * Orders statements by when they were true, never by when they arrived. What is stated for one instant is folded
     * together; there the {@code eventId} only makes the order total.
     */
    Comparator<Statement> ORDER = Comparator.comparing(Statement::position);

    /** Returns the identity of the statement within the patient. */
    String eventId();

    /** Returns when it was true at the bedside. */
    Instant occurredAt();

    /** Returns its place in the order of statements. */
    default Position position() {
        return new Position(occurredAt(), eventId());
    }
}
