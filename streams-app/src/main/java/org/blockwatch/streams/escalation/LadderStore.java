package org.blockwatch.streams.escalation;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.LadderState;
import org.jspecify.annotations.Nullable;

/** The ladders of a task: (patient, alert) → row. A patient's lie together. */
final class LadderStore {

    static final String NAME = "ladders";

    private static final char SEPARATOR = '\u001f'; // in no identity: control characters are no text

    private final KeyValueStore<String, LadderState> store;

    LadderStore(KeyValueStore<String, LadderState> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<String, LadderState>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(NAME), Serdes.String(), StateSerde.of(LadderState.class))
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** Returns the id under which a ladder is kept, and woken. */
    static String id(String patientId, String alertId) {
        return patientId + SEPARATOR + alertId;
    }

    static String patientOf(String id) {
        return id.substring(0, id.indexOf(SEPARATOR));
    }

    static String alertOf(String id) {
        return id.substring(id.indexOf(SEPARATOR) + 1);
    }

    Optional<LadderState> get(String id) {
        return Optional.ofNullable(store.get(id));
    }

    /** Visits every ladder of the task, with its id. */
    void forEach(BiConsumer<String, LadderState> visitor) {
        try (var rows = store.all()) {
            rows.forEachRemaining(row -> visitor.accept(row.key, row.value));
        }
    }

    /** Keeps a ladder, or forgets it. */
    void put(String id, @Nullable LadderState ladder) {
        store.put(id, ladder);
    }
}
