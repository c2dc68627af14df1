package org.blockwatch.clinical;

import java.time.Instant;

/**
 * A statement's place among the statements of its patient.
 *
 * @param occurredAt when it was true at the bedside
 * @param eventId tells statements of one instant apart
 */
public record Position(Instant occurredAt, String eventId) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int byTime = occurredAt.compareTo(other.occurredAt);
        return byTime != 0 ? byTime : eventId.compareTo(other.eventId);
    }
}
