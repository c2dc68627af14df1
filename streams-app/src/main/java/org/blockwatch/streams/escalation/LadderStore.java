package org.blockwatch.streams.escalation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.LadderState;
import org.jspecify.annotations.Nullable;

/** The ladders of a task: (patient, alert) → state. A patient's lie together. */
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

    /** Under this id a ladder is kept, and woken. */
    static String id(String patientId, String alertId) {
        return patientId + SEPARATOR + alertId;
    }

    static String patientOf(String id) {
        return id.substring(0, id.indexOf(SEPARATOR));
    }

    Optional<LadderState> get(String id) {
        return Optional.ofNullable(store.get(id));
    }

    /** All ladders of one patient, by alert. */
    Map<String, LadderState> of(String patientId) {
        Map<String, LadderState> ladders = new HashMap<>();
        try (var rows = store.prefixScan(id(patientId, ""), new StringSerializer())) {
            rows.forEachRemaining(row -> ladders.put(row.value.getAlert().getAlertId(), row.value));
        }
        return ladders;
    }

    /** Every ladder of the task, with its id. */
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
