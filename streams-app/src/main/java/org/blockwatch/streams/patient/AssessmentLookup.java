package org.blockwatch.streams.patient;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.streams.statement.StatementEnvelope;

/**
 * Tells whether a patient has been assessed, as far as is charted. Reads the history of the same task and never writes: for
 * processors that are connected to {@link #STORE}.
 */
public final class AssessmentLookup {
    /** The store to connect to. */
    public static final String STORE = StatementHistory.STORE;

    private final StatementHistory history;

    /** To be called in a processor's {@code init}. */
    public AssessmentLookup(ProcessingContext context) {
        history = new StatementHistory(context.getStateStore(STORE));
    }

    /** Whether an assessment that stands was made at or after {@code from}, for whatever purpose. */
    public boolean since(String patientId, Instant from) {
        return history.of(patientId, from).stream()
                .map(row -> StatementEnvelope.of(row.getStatement()))
                .anyMatch(statement -> statement.statement() instanceof NeuroAssessment
                        && !statement.retracted()
                        && !statement.occurredAt().isBefore(from));
    }
}
