package org.blockwatch.cli.clinic;

import java.time.Duration;
import java.time.Instant;

/**
 * A patient who goes home an hour after the block.
 *
 * @param blockAt the last dose
 * @param numbFor how long the back is numb
 */
public record Outpatient(
        String id, OutpatientCourse course, Instant blockAt, Duration numbFor, boolean anticoagulated) {

    private static final Duration SADDLE_FROM = Duration.ofHours(23);

    /** Operated on meanwhile. */
    private static final Duration SADDLE_UNTIL = Duration.ofHours(32);

    boolean isBackNumb(Instant at) {
        return at.isBefore(blockAt.plus(numbFor));
    }

    boolean isSaddleNumb(Instant at) {
        return course == OutpatientCourse.HAEMATOMA
                && !at.isBefore(blockAt.plus(SADDLE_FROM))
                && at.isBefore(saddleWellAt());
    }

    Instant saddleWellAt() {
        return blockAt.plus(SADDLE_UNTIL);
    }
}
