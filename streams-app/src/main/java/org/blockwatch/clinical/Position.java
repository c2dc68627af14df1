package org.blockwatch.clinical;

import java.time.Instant;
import java.util.Comparator;

/**
 * A statement's place among the statements of its patient.
 *
 * @param occurredAt when it was true at the bedside
 * @param eventId tells statements of one instant apart
 */
public record Position(Instant occurredAt, String eventId) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::occurredAt).thenComparing(Position::eventId);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
