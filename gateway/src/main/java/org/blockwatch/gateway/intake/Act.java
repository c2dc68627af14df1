package org.blockwatch.gateway.intake;

import java.time.Instant;
import org.blockwatch.event.Location;
import org.blockwatch.gateway.chart.ChartedStatement;
import org.blockwatch.gateway.chart.Observed.Moment;
import org.jspecify.annotations.Nullable;

/** One thing that a message says of a patient, under the identity that the source names. */
public sealed interface Act {

    /**
     * Something was charted.
     *
     * @param location where the message says that the patient lies, or null
     */
    record Charted(String patientId, @Nullable Location location, ChartedStatement statement, String where)
            implements Act {}

    /**
     * The patient came, moved or went.
     *
     * @param location where the patient lies after it, or null
     * @param at when it happened, or null if that is not said
     * @param recordedAt when it was charted, or null
     */
    record Moved(
            String patientId,
            Move move,
            @Nullable Location location,
            @Nullable String encounterId,
            @Nullable Moment at,
            @Nullable Instant recordedAt)
            implements Act {}

    /** Two identities are one patient. */
    record Merged(String survivor, String prior, String where) implements Act {}

    /** How a patient came, moved or went. */
    enum Move {
        /** Came as an emergency or inpatient. */
        ARRIVED,
        /** Lies somewhere: nothing else is said. */
        PLACED,
        /** Was moved to another unit. */
        TRANSFERRED,
        /** Was not moved after all. */
        TRANSFER_CANCELLED,
        /** Went home. */
        DISCHARGED,
        /** Did not go home after all. */
        DISCHARGE_CANCELLED,
        /** Is to go home. */
        DISCHARGE_ORDERED,
        /** Is not to go home yet. */
        DISCHARGE_ORDER_CANCELLED,
        /** Did not come after all. */
        ADMISSION_CANCELLED
    }
}
