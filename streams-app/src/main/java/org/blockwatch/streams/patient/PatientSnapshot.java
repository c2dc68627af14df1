package org.blockwatch.streams.patient;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Statement;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.state.RecoveryState;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;

/**
 * Holds what the stores of the live topology have of one patient: for those who ask, and change nothing.
 *
 * @param remembered pictures and alerts, as of the last judgement; empty if the patient has never been heard of
 * @param statements the statements that were let in, in the order in which they are folded
 */
public record PatientSnapshot(Optional<PatientState> remembered, List<Stated> statements) {

    /** The store of what is remembered. */
    public static final String REMEMBERED = PatientStates.STORE;

    /** The store of what was stated. */
    public static final String STATED = StatementHistory.STORE;

    /**
     * A statement that was let in: its highest revision.
     *
     * @param arrivedAt by the engine's clock
     * @param standing what it states; empty where it was entered in error
     */
    public record Stated(
            String eventId, int revision, Instant occurredAt, Instant arrivedAt, Optional<Statement> standing) {

        private static final Comparator<Stated> ORDER =
                Comparator.comparing(Stated::occurredAt).thenComparing(Stated::eventId);
    }

    public PatientSnapshot {
        statements = List.copyOf(statements);
    }

    /**
     * Reads both stores.
     *
     * @param protocols those by which the topology judges
     */
    public static PatientSnapshot of(
            String patientId,
            KeyValueStore<String, RecoveryState> remembered,
            WindowStore<Bytes, byte[]> stated,
            Protocols protocols) {
        RecoveryState row = remembered.get(patientId);
        List<RecordedStatement> history = new StatementHistory(stated).of(patientId);
        PatientState kept =
                row == null ? PatientState.nothing(patientId, protocols.versions()) : PatientState.read(patientId, row);
        return new PatientSnapshot(
                row == null && history.isEmpty() ? Optional.empty() : Optional.of(kept.caughtUp(history, protocols)),
                history.stream()
                        .map(PatientSnapshot::stated)
                        .sorted(Stated.ORDER)
                        .toList());
    }

    private static Stated stated(RecordedStatement row) {
        StatementEnvelope envelope = StatementEnvelope.of(row.getStatement());
        return new Stated(
                envelope.eventId(),
                envelope.revision(),
                envelope.occurredAt(),
                row.getReceivedAt(),
                StatementMapper.standing(envelope.statement()));
    }
}
