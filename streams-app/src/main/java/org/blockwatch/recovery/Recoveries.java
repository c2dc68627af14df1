package org.blockwatch.recovery;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.RecoveryState;
import org.jspecify.annotations.Nullable;

/** What is remembered of each patient of a task. */
final class Recoveries {
    static final String STORE = "recoveries";

    private final KeyValueStore<String, RecoveryState> store;
    private final List<String> protocols;

    /** @param protocols versions of the protocols that are loaded */
    Recoveries(KeyValueStore<String, RecoveryState> store, List<String> protocols) {
        this.store = store;
        this.protocols = protocols;
    }

    static StoreBuilder<KeyValueStore<String, RecoveryState>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.String(), StateSerde.of(RecoveryState.class))
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** What is remembered; of a patient never heard of, that nothing is known. */
    Remembered get(String patientId) {
        @Nullable RecoveryState state = store.get(patientId);
        return state == null ? Remembered.nothing(patientId, protocols) : Remembered.read(patientId, state);
    }

    /** Keeps {@code after} in the place of {@code before}; costs nothing where they are the same. */
    void put(Remembered before, Remembered after) {
        if (!after.equals(before)) {
            store.put(after.recovery().patientId(), after.write());
        }
    }
}
