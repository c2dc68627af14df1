package org.blockwatch.clinical;

import java.time.Instant;
import org.blockwatch.event.AssessmentPurpose;
import org.jspecify.annotations.Nullable;

/**
 * The legs were examined.
 *
 * @param purpose why; only a POST_BLOCK assessment can open an implicit block
 * @param place where the patient lay, or null where not stated
 */
public record Assessment(
        String eventId,
        Instant occurredAt,
        AssessmentPurpose purpose,
        Exam exam,
        @Nullable Place place) implements Statement {}
