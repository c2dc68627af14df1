package org.blockwatch.streams.patient;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.clinical.Place;
import org.blockwatch.clinical.Position;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/**
 * Says where a patient lies: by the latest statement of any type that names a place.
 *
 * @param stated which statement that is
 */
public record Whereabouts(Position stated, Place place) {

    /** Returns what a statement says of the patient's place; empty where it does not stand or names none. */
    static Optional<Whereabouts> in(StatementEnvelope statement) {
        Place place = statement.retracted() ? null : StatementMapper.place(statement.location());
        boolean named = place != null && (place.unit() != null || place.bed() != null);
        Position stated = new Position(statement.occurredAt(), statement.eventId());
        return named ? Optional.of(new Whereabouts(stated, Objects.requireNonNull(place))) : Optional.empty();
    }

    /** Returns the later one of several, or null where there is none. */
    static @Nullable Whereabouts latest(Stream<Whereabouts> all) {
        return all.reduce((one, other) -> one.stated.compareTo(other.stated) < 0 ? other : one)
                .orElse(null);
    }
}
