package org.blockwatch.streams.patient;

import static org.blockwatch.streams.patient.Aspect.ALERTS;
import static org.blockwatch.streams.patient.Aspect.BLOCKS;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.alert.Hindsight;
import org.blockwatch.streams.alert.PastRecoveries;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the patients heard of last as objects above their stores, and saves what the stores need not do:
 * <ul>
 *   <li>A row may lag: it need not contain statements that came in order and changed neither blocks nor alerts, because the history has
 *       them, and folding what stands there after the row leads to the same. So most vital signs are written once, to the history.
 *   <li>A statement that has never been seen is not looked for ({@link SeenEventIds}).
 *   <li>A correction is folded from a checkpoint, and not from the beginning ({@link Checkpoints}).
 *   <li>A long history is not folded from its beginning again and again ({@link FoldPace}).
 * </ul>
 */
final class CachedPatientStates implements PatientStates {
    private static final Set<Aspect> NEVER_LAGGING = Set.of(BLOCKS, ALERTS);

    private final StoredPatientStates stored;
    private final StateUpdater updater;
    private final Map<String, CachedPatient> patients;

    /** @param most how many patients, at least one; the least recent leaves first */
    CachedPatientStates(StoredPatientStates stored, int most) {
        this.stored = stored;
        this.updater = stored.updater();
        this.patients = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CachedPatient> eldest) {
                return size() > most;
            }
        };
    }

    private CachedPatient patient(String patientId) {
        CachedPatient patient = patients.get(patientId);
        if (patient == null) {
            PatientState row = stored.row(patientId);
            SeenEventIds seen = new SeenEventIds();
            PatientState state = stored.caughtUp(row, seen::add);
            patient = new CachedPatient(state, seen, state != row, updater.protocols());
            patients.put(patientId, patient);
        }
        return patient;
    }

    @Override
    public PatientState of(String patientId) {
        return patient(patientId).state();
    }

    @Override
    public int blocks(String patientId) {
        return patient(patientId).blocks();
    }

    @Override
    public Optional<RecordedStatement> find(String patientId, String eventId) {
        return patient(patientId).seen().maybeHas(eventId) ? stored.find(patientId, eventId) : Optional.empty();
    }

    @Override
    public void remember(RecordedStatement next, Optional<RecordedStatement> known) {
        StatementEnvelope statement = StatementEnvelope.of(next.getStatement());
        stored.remember(next, known);
        patient(statement.patientId()).seen().add(statement.eventId());
    }

    @Override
    public StateUpdate fold(PatientState before, StatementChange change, Instant now) {
        CachedPatient patient = patient(change.patientId());
        Checkpoints checkpoints = patient.checkpoints();
        forgetPast(patient.past(), change);
        Optional<Recovery> step = updater.step(before, change);
        if (step.isPresent()) {
            Statement statement = change.added().orElseThrow();
            boolean inOrder = before.recovery().isInOrder(statement);
            checkpoints.take(statement, inOrder, updater.protocols());
            patient.allowLag(inOrder);
            return updater.update(before, change, step.get());
        }
        patient.allowLag(false);
        if (change.concernsBlock() || !updater.isCurrent(before) || !updater.isWhole(before.recovery(), now)) {
            checkpoints.forgetAll();
            return fromTheBeginning(patient, before, change, now);
        }
        return updater.fromCheckpoint(before.recovery(), change, checkpoints)
                .map(recovery -> updater.update(before, change, recovery))
                .orElseGet(() -> fromTheBeginning(patient, before, change, now));
    }

    private static void forgetPast(PastRecoveries past, StatementChange change) {
        if (change.concernsBlock()) {
            past.forgetAll();
        } else {
            change.changed().map(Statement::occurredAt).forEach(past::forgetSince);
        }
    }

    /** Folds the history, or leaves it for later. A history that would not be whole by then is folded now. */
    private StateUpdate fromTheBeginning(
            CachedPatient patient, PatientState before, StatementChange change, Instant now) {
        Instant next = patient.pace().next(patient.seen().size(), now);
        if (next.isAfter(now) && updater.isWhole(before.recovery(), next)) {
            patient.hasBlocks(patient.blocks() + (change.concernsBlock() ? 1 : 0)); // counted when it is folded
            return updater.postponed(before, next);
        }
        patient.pace().folded(now);
        return folded(patient, stored.fold(before, change, now));
    }

    private static StateUpdate folded(CachedPatient patient, StateUpdate update) {
        patient.hasBlocks(update.after().recovery().blocks().size());
        return update;
    }

    @Override
    public StateUpdate fold(PatientState before, Instant now) {
        CachedPatient patient = patient(before.recovery().patientId());
        patient.allowLag(false);
        if (!updater.isCurrent(before)) {
            patient.checkpoints().forgetAll();
            patient.past().forgetAll();
            patient.pace().folded(now);
            return folded(patient, stored.fold(before, now));
        }
        return stored.fold(before, now);
    }

    @Override
    public boolean isWhole(PatientState patient, Instant now) {
        return stored.isWhole(patient, now);
    }

    @Override
    public Hindsight hindsight(PatientState patient, Instant now) {
        return stored.hindsight(patient, patient(patient.recovery().patientId()).past(), now);
    }

    @Override
    public List<Assessment> assessments(String patientId, Instant from) {
        return stored.assessments(patientId, from);
    }

    @Override
    public void keep(StateUpdate update) {
        CachedPatient patient = patient(update.patientId());
        boolean changed = !update.after().equals(update.before());
        if (patient.mayLag() && !update.touches(NEVER_LAGGING)) {
            patient.becomes(update.after(), patient.lags() || changed);
        } else if (patient.lags() || changed) {
            stored.write(update.after());
            patient.becomes(update.after(), false);
        }
    }

    @Override
    public void forget(PatientState patient) {
        stored.forget(patient);
        patients.remove(patient.recovery().patientId());
    }

    @Override
    public Part after(@Nullable String patientId, int rows) {
        return stored.after(patientId, rows, row -> {
            CachedPatient cached = patients.get(row.recovery().patientId());
            return cached == null ? stored.caughtUp(row, eventId -> {}) : cached.state();
        });
    }
}
