package org.blockwatch.clinical;

import java.time.Instant;
import java.util.Comparator;

/** One charted fact about a patient that stands: its highest revision, not entered in error. */
public sealed interface Statement permits Procedure, Assessment, Vitals, Care {

    /** The order in which statements are folded: when they were true, then {@code eventId}; never when they arrived. */
    Comparator<Statement> ORDER = Comparator.comparing(Statement::position);

    /** Identity of the statement within the patient. */
    String eventId();

    /** When it was true at the bedside. */
    Instant occurredAt();

    /** Its place in the order of statements. */
    default Position position() {
        return new Position(occurredAt(), eventId());
    }
}
