package org.blockwatch.streams.patient;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.blockwatch.clinical.Position;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.statement.StatementAdmission;
import org.blockwatch.streams.statement.StatementEnvelope;

/**
 * What was stated of each patient in the last days: the highest accepted revision of every statement, at the time at which it occurred.
 *
 * <p>A window store drops what lies {@link #RETENTION} behind the latest time ever put for the partition, by any patient. {@link StatementAdmission}
 * admits nothing that occurred more than {@link StatementAdmission#PAST} before or {@link StatementAdmission#FUTURE} after its arrival,
 * so nothing accepted is dropped at once. A retraction may bear any time, and one stray year would empty the store: its row is put at
 * the nearest time that would be admitted.
 */
public final class StatementHistory {
    public static final String STORE = "history";

    /** Far more than {@link StatementAdmission#PAST}: by then nothing can change what was judged. */
    static final Duration RETENTION = Duration.ofDays(10);

    /**
     * After any row (the year 2 million), and no later than needed: Kafka's window store bounds a range of keys above by the key's bytes
     * up to the first that is less than the time's first byte, so that a time that does not begin with a zero byte would read on to the
     * end of the store.
     */
    private static final long END = (1L << 56) - 1;

    private static final byte[] AFTER_ANY_TEXT = {(byte) 0xFF}; // no byte of UTF-8

    private static final StateSerde<RecordedStatement> ROWS = StateSerde.of(RecordedStatement.class);

    private final WindowStore<Bytes, byte[]> store;

    public StatementHistory(WindowStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Of bytes, so that a row is decoded only where its statement is asked for. */
    public static StoreBuilder<WindowStore<Bytes, byte[]>> store() {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(STORE, RETENTION, Duration.ofMillis(1), false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** What occurred before this may have been dropped by {@code now}; what occurred later has not. */
    static Instant horizon(Instant now) {
        return now.plus(StatementAdmission.FUTURE).minus(RETENTION);
    }

    /** The accepted revision of one statement, if any. */
    public Optional<RecordedStatement> find(String patientId, String eventId) {
        try (var rows = store.fetch(key(patientId, eventId.getBytes(StandardCharsets.UTF_8)), 0, END)) {
            return rows.hasNext() ? Optional.of(ROWS.decode(rows.next().value)) : Optional.empty();
        }
    }

    /** The accepted revision of one statement, if it stands at that time. */
    Optional<RecordedStatement> at(String patientId, Position position) {
        byte[] row = store.fetch(
                key(patientId, position.eventId().getBytes(StandardCharsets.UTF_8)),
                position.occurredAt().toEpochMilli());
        return Optional.ofNullable(row).map(ROWS::decode);
    }

    /** What is kept of a patient, retractions included, in no promised order. */
    List<RecordedStatement> of(String patientId) {
        return of(patientId, Instant.EPOCH);
    }

    /** What is kept of a patient that occurred at or after {@code from}, and maybe retractions of what occurred before. */
    List<RecordedStatement> of(String patientId, Instant from) {
        return of(patientId, from, Instant.ofEpochMilli(END));
    }

    /** As {@link #of(String, Instant)}, and no later than {@code through}. */
    List<RecordedStatement> of(String patientId, Instant from, Instant through) {
        List<RecordedStatement> kept = new ArrayList<>();
        try (var rows = store.fetch(
                key(patientId, new byte[0]),
                key(patientId, AFTER_ANY_TEXT),
                from.toEpochMilli(),
                through.toEpochMilli())) {
            rows.forEachRemaining(row -> kept.add(ROWS.decode(row.value)));
        }
        return kept;
    }

    /**
     * What is kept of a patient that occurred at or after {@code from}, and maybe retractions of what occurred before.
     *
     * @param eventIds takes the identity of every statement that is kept of the patient
     */
    List<RecordedStatement> of(String patientId, Instant from, Consumer<String> eventIds) {
        List<RecordedStatement> kept = new ArrayList<>();
        Bytes first = key(patientId, new byte[0]);
        try (var rows = store.fetch(first, key(patientId, AFTER_ANY_TEXT), 0, END)) {
            rows.forEachRemaining(row -> {
                byte[] key = row.key.key().get();
                int at = first.get().length;
                eventIds.accept(new String(key, at, key.length - at, StandardCharsets.UTF_8));
                if (row.key.window().start() >= from.toEpochMilli()) {
                    kept.add(ROWS.decode(row.value));
                }
            });
        }
        return kept;
    }

    /** Keeps {@code next} in the place of {@code known}, the revision that {@link #find} gave, if any. */
    public void put(RecordedStatement next, Optional<RecordedStatement> known) {
        StatementEnvelope envelope = StatementEnvelope.of(next.getStatement());
        Bytes key = key(envelope.patientId(), envelope.eventId().getBytes(StandardCharsets.UTF_8));
        long row = row(next);
        known.map(StatementHistory::row)
                .filter(former -> former != row)
                .ifPresent(former -> store.put(key, null, former));
        store.put(key, ROWS.encode(next), row);
    }

    /** Where a statement stands: its own time, brought between the limits of admission at its arrival. */
    private static long row(RecordedStatement statement) {
        long at = StatementEnvelope.of(statement.getStatement()).occurredAt().toEpochMilli();
        long arrival = statement.getReceivedAt().toEpochMilli();
        return Math.max(
                arrival - StatementAdmission.PAST.toMillis(),
                Math.min(at, arrival + StatementAdmission.FUTURE.toMillis()));
    }

    /** A patient's rows lie together; the length in front keeps one patient's from another's whose name begins alike. */
    private static Bytes key(String patientId, byte[] eventId) {
        byte[] patient = patientId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + patient.length + eventId.length)
                .putInt(patient.length)
                .put(patient)
                .put(eventId)
                .array());
    }
}
