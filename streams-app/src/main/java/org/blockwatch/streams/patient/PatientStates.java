package org.blockwatch.streams.patient;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.AlertCountsState;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.state.RecoveryState;
import org.blockwatch.streams.alert.Hindsight;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the patients of a task: what was stated of each, and what follows from it. In layers, as the stores of Kafka Streams:
 * {@link StoredPatientStates} reads and writes the stores, and {@link CachedPatientStates}, which may be left out, keeps the patients
 * heard of last as objects. Both come to the same.
 *
 * <p>Lives as long as the task's stores are open: after a transaction is undone, stores and objects are read again.
 */
public interface PatientStates {
    /** The store of what is remembered. */
    String STORE = "recoveries";

    /** The store of what outlives a row there: how many alerts each thread has had, so that no alertId is given twice. */
    String COUNTS_STORE = "alert-counts";

    /**
     * Opens the stores of a task.
     *
     * @param protocols those that are loaded
     * @param cached how many patients are kept as objects, at most; 0: none, and every statement reads the stores
     */
    static PatientStates open(ProcessingContext context, Protocols protocols, int cached) {
        StatementHistory history = new StatementHistory(context.getStateStore(StatementHistory.STORE));
        return over(context.getStateStore(STORE), history, context.getStateStore(COUNTS_STORE), protocols, cached);
    }

    /** As {@link #open}, over these stores. */
    static PatientStates over(
            KeyValueStore<String, RecoveryState> store,
            StatementHistory history,
            KeyValueStore<String, AlertCountsState> counts,
            Protocols protocols,
            int cached) {
        StoredPatientStates stored = new StoredPatientStates(store, history, counts, protocols);
        return cached == 0 ? stored : new CachedPatientStates(stored, cached);
    }

    /** Returns the stores to connect a processor to. */
    static List<StoreBuilder<?>> stores() {
        StoreBuilder<KeyValueStore<String, RecoveryState>> recoveries = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.String(), StateSerde.of(RecoveryState.class))
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
        StoreBuilder<KeyValueStore<String, AlertCountsState>> counts = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(COUNTS_STORE),
                        Serdes.String(),
                        StateSerde.of(AlertCountsState.class))
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
        return List.of(StatementHistory.store(), recoveries, counts);
    }

    /** Forgets a patient of whom nothing has been open for long, but for how many alerts each thread has had. */
    void forget(PatientState patient);

    /** Returns what is remembered of a patient; of one never heard of, that nothing is known. */
    PatientState of(String patientId);

    /** Returns how many blocks the history has of a patient; of one whose blocks were not folded lately, how many pictures there are. */
    int blocks(String patientId);

    /** Returns the accepted revision of a statement, if any. */
    Optional<RecordedStatement> find(String patientId, String eventId);

    /**
     * Remembers a statement, in the place of the revision that {@link #find} gave, if any. Then it must be {@linkplain #fold folded}.
     */
    void remember(RecordedStatement next, Optional<RecordedStatement> known);

    /**
     * Brings a patient up to date with a statement that was just remembered. Nothing is kept yet.
     *
     * @param before what is remembered of the patient
     * @param now the engine's clock
     */
    StateUpdate fold(PatientState before, StatementChange change, Instant now);

    /** Brings a patient up to date who was not heard of: folded again if that was done by other protocols than are loaded now. */
    StateUpdate fold(PatientState before, Instant now);

    /** Returns whether the history still has all that a patient's pictures rest on. */
    boolean isWhole(PatientState patient, Instant now);

    /** Returns what was held of a patient earlier, judged with what is known now. */
    Hindsight hindsight(PatientState patient, Instant now);

    /** Returns the assessments that stand, made at or after {@code from}, in order. Reads the history. */
    List<Assessment> assessments(String patientId, Instant from);

    /** Keeps what has become of a patient. */
    void keep(StateUpdate update);

    /**
     * Returns some of those who have an open block or alert, or may have.
     *
     * @param patientId after whom, in the order of the store; null: from the first
     * @param rows how many rows are looked at, at most
     */
    Part after(@Nullable String patientId, int rows);

    /**
     * Holds a part of what is remembered.
     *
     * @param open whom something may be open for
     * @param through the last patient looked at
     * @param complete whether there are no more
     */
    record Part(List<PatientState> open, @Nullable String through, boolean complete) {

        public Part {
            open = List.copyOf(open);
        }
    }
}
