package org.blockwatch.streams.statement;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.Location;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Holds a statement and the fields that all four types have.
 *
 * @param version which of several versions of the statement it is
 * @param occurredAt when it was true at the bedside
 * @param location where the patient lay, or null where not stated
 * @param statement the whole: BlockPerformed, NeuroAssessment, VitalSigns or CareEvent
 */
public record StatementEnvelope(
        String patientId,
        String eventId,
        StatementVersion version,
        Instant occurredAt,
        @Nullable Location location,
        SpecificRecord statement) {

    /**
     * Returns the envelope of a statement.
     *
     * @throws Refusal UNEXPECTED_TYPE if it is no statement
     */
    public static StatementEnvelope of(Object value) {
        if (value instanceof BlockPerformed s) {
            StatementVersion version = new StatementVersion(s.getRevision(), s.getRecordedAt(), s.getStatus());
            return new StatementEnvelope(
                    s.getPatientId(), s.getEventId(), version, s.getOccurredAt(), s.getLocation(), s);
        } else if (value instanceof NeuroAssessment s) {
            StatementVersion version = new StatementVersion(s.getRevision(), s.getRecordedAt(), s.getStatus());
            return new StatementEnvelope(
                    s.getPatientId(), s.getEventId(), version, s.getOccurredAt(), s.getLocation(), s);
        } else if (value instanceof VitalSigns s) {
            StatementVersion version = new StatementVersion(s.getRevision(), s.getRecordedAt(), s.getStatus());
            return new StatementEnvelope(
                    s.getPatientId(), s.getEventId(), version, s.getOccurredAt(), s.getLocation(), s);
        } else if (value instanceof CareEvent s) {
            StatementVersion version = new StatementVersion(s.getRevision(), s.getRecordedAt(), s.getStatus());
            return new StatementEnvelope(
                    s.getPatientId(), s.getEventId(), version, s.getOccurredAt(), s.getLocation(), s);
        }
        throw new Refusal(Reason.UNEXPECTED_TYPE, value.getClass().getSimpleName() + " is no statement");
    }

    /** Returns its revision, from 0. */
    public int revision() {
        return version.revision();
    }

    /** Returns whether it takes the statement back (ENTERED_IN_ERROR). */
    public boolean retracted() {
        return version.retracted();
    }

    /** Returns whether it comes after another version of the same statement. */
    public boolean isAfter(StatementEnvelope other) {
        return version.compareOrder(other.version) > 0;
    }

    /**
     * Returns whether it says the same as another version of the same statement. Of retractions all do; otherwise all counts but
     * {@code revision}, {@code recordedAt}, {@code source} and the order of lists.
     */
    public boolean saysTheSameAs(StatementEnvelope other) {
        return retracted()
                ? other.retracted()
                : !other.retracted() && StatementContent.isSame(statement, other.statement);
    }
}
