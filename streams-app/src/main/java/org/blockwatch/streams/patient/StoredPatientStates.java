package org.blockwatch.streams.patient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Statement;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.state.AlertCountsState;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.state.RecoveryState;
import org.blockwatch.streams.alert.Hindsight;
import org.blockwatch.streams.alert.PastRecoveries;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads patients from their stores whenever they are heard of, and writes whatever changes.
 *
 * <p>A row that it reads may lag, because {@link CachedPatientStates} has written it: what the history has after the row is folded then.
 */
final class StoredPatientStates implements PatientStates {
    private final KeyValueStore<String, RecoveryState> rows;
    private final StatementHistory history;
    private final KeyValueStore<String, AlertCountsState> counts;
    private final Protocols protocols;
    private final StateUpdater updater;

    /** @param counts takes what outlives a row: how many alerts each thread has had */
    StoredPatientStates(
            KeyValueStore<String, RecoveryState> rows,
            StatementHistory history,
            KeyValueStore<String, AlertCountsState> counts,
            Protocols protocols) {
        this.rows = rows;
        this.history = history;
        this.counts = counts;
        this.protocols = protocols;
        this.updater = new StateUpdater(history, protocols);
    }

    StatementHistory history() {
        return history;
    }

    StateUpdater updater() {
        return updater;
    }

    @Override
    public PatientState of(String patientId) {
        return caughtUp(row(patientId), eventId -> {});
    }

    /** Returns a patient's row as it is; of one never heard of, that nothing is known. */
    PatientState row(String patientId) {
        @Nullable RecoveryState row = rows.get(patientId);
        if (row != null) {
            return PatientState.read(patientId, row);
        }
        @Nullable AlertCountsState counted = counts.get(patientId);
        return PatientState.forgotten(
                patientId, counted == null ? List.of() : counted.getCounts(), protocols.versions());
    }

    /**
     * Returns a row with what the history has after it; the same object where that is nothing.
     *
     * @param eventIds takes the identity of every statement that the history has of the patient
     */
    PatientState caughtUp(PatientState row, Consumer<String> eventIds) {
        Position through = row.recovery().foldedThrough();
        Instant from = through == null ? Instant.EPOCH : through.occurredAt();
        return row.caughtUp(history.of(row.recovery().patientId(), from, eventIds), protocols);
    }

    @Override
    public int blocks(String patientId) {
        return of(patientId).recovery().blocks().size();
    }

    @Override
    public Optional<RecordedStatement> find(String patientId, String eventId) {
        return history.find(patientId, eventId);
    }

    @Override
    public void remember(RecordedStatement next, Optional<RecordedStatement> known) {
        history.put(next, known);
    }

    @Override
    public StateUpdate fold(PatientState before, StatementChange change, Instant now) {
        return updater.fold(before, change, now);
    }

    @Override
    public StateUpdate fold(PatientState before, Instant now) {
        return updater.fold(before, now);
    }

    @Override
    public boolean isWhole(PatientState patient, Instant now) {
        return updater.isWhole(patient.recovery(), now);
    }

    @Override
    public Hindsight hindsight(PatientState patient, Instant now) {
        return hindsight(patient, new PastRecoveries(patient.recovery().patientId(), protocols), now);
    }

    /** As {@link #hindsight(PatientState, Instant)}, from what is known of the past already. */
    Hindsight hindsight(PatientState patient, PastRecoveries past, Instant now) {
        String patientId = patient.recovery().patientId();
        return isWhole(patient, now)
                ? Hindsight.of(past, (after, through) -> updater.standing(patientId, after, through), protocols)
                : Hindsight.UNKNOWABLE;
    }

    @Override
    public List<Assessment> assessments(String patientId, Instant from) {
        return history.of(patientId, from).stream()
                .map(row -> (SpecificRecord) row.getStatement())
                .filter(NeuroAssessment.class::isInstance)
                .flatMap(row -> StatementMapper.standing(row).stream())
                .map(Assessment.class::cast)
                .filter(assessment -> !assessment.occurredAt().isBefore(from))
                .sorted(Statement.ORDER)
                .toList();
    }

    @Override
    public void keep(StateUpdate update) {
        if (!update.after().equals(update.before())) {
            write(update.after());
        }
    }

    /** Writes a patient's row. */
    void write(PatientState patient) {
        rows.put(patient.recovery().patientId(), patient.write());
    }

    @Override
    public void forget(PatientState patient) {
        String patientId = patient.recovery().patientId();
        if (!patient.threads().counted().isEmpty()) {
            counts.put(patientId, new AlertCountsState(patient.writeCounts()));
        }
        rows.delete(patientId);
    }

    @Override
    public Part after(@Nullable String patientId, int limit) {
        return after(patientId, limit, row -> caughtUp(row, eventId -> {}));
    }

    /** @param current brings a row up to date */
    Part after(@Nullable String patientId, int limit, UnaryOperator<PatientState> current) {
        List<PatientState> open = new ArrayList<>();
        String last = patientId;
        int seen = 0;
        try (var all = rows.range(patientId, null)) {
            while (all.hasNext() && seen < limit) {
                var row = all.next();
                if (!row.key.equals(patientId)) {
                    PatientState kept = PatientState.read(row.key, row.value);
                    if (kept.mayHaveOpen()) {
                        open.add(current.apply(kept));
                    }
                    last = row.key;
                    seen++;
                }
            }
        }
        return new Part(open, last, seen < limit);
    }
}
