package org.blockwatch.clinical;

import java.time.Instant;
import org.blockwatch.clinical.news2.Observations;
import org.jspecify.annotations.Nullable;

/**
 * States that vital signs were measured.
 *
 * @param observed what was measured
 * @param reportedNews2 the score that the sending system computed, or null
 */
public record Vitals(
        String eventId,
        Instant occurredAt,
        Observations observed,
        @Nullable Integer reportedNews2) implements Statement {

    /** Returns this measurement with nothing but some of its values. */
    Vitals only(Observations some) {
        return new Vitals(eventId, occurredAt, some, null);
    }
}
