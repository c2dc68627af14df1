package org.blockwatch.streams.statement;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;

/**
 * A statement and the fields that all four types have.
 *
 * @param revision counts from 0; the highest replaces the lower ones
 * @param retracted whether it takes the statement back (ENTERED_IN_ERROR)
 * @param occurredAt when it was true at the bedside
 * @param statement the whole: BlockPerformed, NeuroAssessment, VitalSigns or CareEvent
 */
public record StatementEnvelope(
        String patientId,
        String eventId,
        int revision,
        boolean retracted,
        Instant occurredAt,
        SpecificRecord statement) {

    /**
     * The envelope of a statement.
     *
     * @throws Refusal UNEXPECTED_TYPE if it is no statement
     */
    public static StatementEnvelope of(Object value) {
        if (value instanceof BlockPerformed s) {
            return of(s.getPatientId(), s.getEventId(), s.getRevision(), s.getStatus(), s.getOccurredAt(), s);
        } else if (value instanceof NeuroAssessment s) {
            return of(s.getPatientId(), s.getEventId(), s.getRevision(), s.getStatus(), s.getOccurredAt(), s);
        } else if (value instanceof VitalSigns s) {
            return of(s.getPatientId(), s.getEventId(), s.getRevision(), s.getStatus(), s.getOccurredAt(), s);
        } else if (value instanceof CareEvent s) {
            return of(s.getPatientId(), s.getEventId(), s.getRevision(), s.getStatus(), s.getOccurredAt(), s);
        }
        throw new Refusal(Reason.UNEXPECTED_TYPE, value.getClass().getSimpleName() + " is no statement");
    }

    private static StatementEnvelope of(
            String patientId,
            String eventId,
            int revision,
            StatementStatus status,
            Instant at,
            SpecificRecord statement) {
        return new StatementEnvelope(
                patientId, eventId, revision, status == StatementStatus.ENTERED_IN_ERROR, at, statement);
    }
}
