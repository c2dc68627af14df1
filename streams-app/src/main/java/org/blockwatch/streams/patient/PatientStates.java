package org.blockwatch.streams.patient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.state.RecoveryState;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each patient of a task. The patients heard of last are at hand as objects; the stores have all.
 *
 * <p>A row may lag: it need not contain statements that came in order and changed nothing but the pictures, because the history has
 * them, and folding what stands there after the row leads to the same value. So most vital signs are written once, to the history.
 * Whatever else changes, or time, writes the row.
 *
 * <p>Lives as long as the task's stores are open: after a transaction is undone, stores and objects are read anew.
 */
public final class PatientStates {
    public static final String STORE = "recoveries";

    private final KeyValueStore<String, RecoveryState> store;
    private final StatementHistory history;
    private final Protocols protocols;
    private final List<String> versions;
    private final Map<String, CachedPatient> atHand;

    /**
     * @param protocols those that are loaded
     * @param atHand how many patients at most
     */
    public PatientStates(
            KeyValueStore<String, RecoveryState> store, StatementHistory history, Protocols protocols, int atHand) {
        this.store = store;
        this.history = history;
        this.protocols = protocols;
        this.versions = protocols.versions();
        this.atHand = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CachedPatient> eldest) {
                return size() > atHand;
            }
        };
    }

    public static StoreBuilder<KeyValueStore<String, RecoveryState>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.String(), StateSerde.of(RecoveryState.class))
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** What is remembered of a patient; of one never heard of, that nothing is known. */
    public CachedPatient of(String patientId) {
        CachedPatient patient = atHand.get(patientId);
        if (patient == null) {
            patient = read(patientId);
            atHand.put(patientId, patient);
        }
        return patient;
    }

    /**
     * Some of those who have an open block or alert, or may have.
     *
     * @param patientId after whom, in the order of the store; null: from the first
     * @param rows how many rows are looked at, at most
     */
    public Some after(@Nullable String patientId, int rows) {
        List<PatientState> open = new ArrayList<>();
        String last = patientId;
        int seen = 0;
        try (var all = store.range(patientId, null)) {
            while (all.hasNext() && seen < rows) {
                var row = all.next();
                if (!row.key.equals(patientId)) {
                    PatientState kept = PatientState.read(row.key, row.value);
                    if (!kept.recovery().pictures().isEmpty()
                            || !kept.threads().open().isEmpty()) {
                        open.add(
                                atHand.containsKey(row.key)
                                        ? atHand.get(row.key).remembered()
                                        : read(kept).remembered());
                    }
                    last = row.key;
                    seen++;
                }
            }
        }
        return new Some(open, last, seen < rows);
    }

    /**
     * A part of what is remembered.
     *
     * @param open whom something may be open for
     * @param through the last patient looked at
     * @param complete whether there are no more
     */
    public record Some(List<PatientState> open, @Nullable String through, boolean complete) {}

    private CachedPatient read(String patientId) {
        @Nullable RecoveryState state = store.get(patientId);
        return read(state == null ? PatientState.nothing(patientId, versions) : PatientState.read(patientId, state));
    }

    private CachedPatient read(PatientState row) {
        Position through = row.recovery().foldedThrough();
        SeenEventIds seen = new SeenEventIds();
        List<RecordedStatement> later = history.of(
                row.recovery().patientId(), through == null ? Instant.EPOCH : through.occurredAt(), seen::add);
        PatientState now = row.caughtUp(later, protocols);
        return new CachedPatient(now, seen, now != row);
    }

    /**
     * Keeps {@code after} in the place of what was remembered; costs nothing where they are the same.
     *
     * @param follows whether {@code after} has only taken in, by one step, a statement that the history has and that is later in order
     *     than all before
     */
    public void keep(CachedPatient patient, PatientState after, boolean follows) {
        PatientState before = patient.remembered();
        if (follows && after.tellsTheSameAs(before)) {
            patient.becomes(after, true);
        } else if (patient.isAhead() || !after.equals(before)) {
            store.put(after.recovery().patientId(), after.write());
            patient.becomes(after, false);
        }
    }
}
