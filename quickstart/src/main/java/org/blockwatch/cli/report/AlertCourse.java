package org.blockwatch.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Priority;

/**
 * What became of one alert.
 *
 * @param gravest the highest priority that it ever had
 * @param ended why it ended; empty: it is open
 * @param answeredAfter how long after its start a person first acknowledged it
 * @param assessedAfter how long after its start staff next examined the patient
 */
public record AlertCourse(
        AlertCode code,
        Priority gravest,
        Optional<EndReason> ended,
        Optional<Duration> answeredAfter,
        Optional<Duration> assessedAfter) {

    /** Which block it is about. */
    record OfBlock(String patientId, String blockId, Instant startedAt, AlertCourse course) {

        /** Returns whether it had ground, as far as is known. */
        boolean counts() {
            return course.ended()
                    .filter(reason -> reason == EndReason.CORRECTED || reason == EndReason.REATTRIBUTED)
                    .isEmpty();
        }
    }
}
