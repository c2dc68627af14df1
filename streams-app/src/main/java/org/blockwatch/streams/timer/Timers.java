package org.blockwatch.streams.timer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.streams.intake.Defect;
import org.blockwatch.streams.intake.FailureCounts;
import org.jspecify.annotations.Nullable;

/**
 * The wake-ups of one kind in one task: at most one for each id, kept in the order in which they fall due, so that a tick reads what is
 * due and nothing else.
 *
 * <p>A wake-up is a promise to look, no more: it may come early and find nothing to do. So one that moves later is left where it is
 * ("lazy"), and whoever is woken says when to look again.
 *
 * <p>Keys begin with the kind and one of three sections: the watermark; {@code (due, id)}, empty, which is the order; {@code id → due},
 * which finds the entry of an id. Nothing is due before the <em>watermark</em>, so a tick reads from there and does not walk the
 * tombstones of all that ever fired. Too low a watermark costs time, too high a one would lose alerts: a wake-up below it lowers it, and
 * it is written seldom, always at or below the truth.
 *
 * <p>Confined to the task's thread, as the store is.
 */
public final class Timers {
    /** The one store of all kinds. */
    public static final String STORE = "timers";

    /** The written watermark may lag this far behind the true one. */
    private static final Duration WATERMARK_LAG = Duration.ofMinutes(1);

    /** How long a wake-up waits that has failed as often as is tolerated. */
    private static final Duration QUARANTINE = Duration.ofMinutes(1);

    private static final long NEVER = Long.MIN_VALUE;
    private static final long NONE = Long.MAX_VALUE;

    private static final byte WATERMARK = 0;
    private static final byte BY_DUE = 1;
    private static final byte BY_ID = 2;
    private static final byte[] EMPTY = {}; // not null: null would delete

    /** Whose wake-ups these are; the code is part of the stored keys and never changes. */
    public enum Kind {
        /** A patient is to be judged; the id is the patientId. */
        RECOVERY(1),
        /** A ladder is to take its next step; the id is the ladder's. */
        LADDER(2);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    /**
     * How much one tick may do before records get their turn again.
     *
     * @param wakeUps how many wake-ups at most
     * @param time after how long no further one is begun
     */
    public record Budget(int wakeUps, Duration time) {
        /** For a running application: ticks are 100 ms apart. */
        public static final Budget OF_A_TICK = new Budget(2_000, Duration.ofMillis(50));

        /** For replay, where the clock waits. */
        public static final Budget UNLIMITED = new Budget(Integer.MAX_VALUE, Duration.ofDays(1));
    }

    /** What is done at a wake-up. */
    @FunctionalInterface
    public interface WakeUp {
        /**
         * Looks at {@code id}.
         *
         * @param now the engine's clock at the tick
         * @return when to look again at the latest; empty if only an event can make that necessary
         */
        Optional<Instant> at(String id, Instant now);
    }

    private final Kind kind;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Budget budget;
    private final FailureCounts failures;
    private long watermark;
    private long written;

    // Written by the task's thread alone, shown by others.
    private volatile long size;
    private volatile long earliest;
    private volatile long doneThrough = NEVER;

    /** Reads the watermark again: after a task is undone, its store is not as it was. */
    Timers(Kind kind, KeyValueStore<Bytes, byte[]> store, Budget budget, FailureCounts failures) {
        this.kind = kind;
        this.store = store;
        this.budget = budget;
        this.failures = failures;
        byte @Nullable [] kept = store.get(section(kind, WATERMARK));
        this.written = kept == null ? Long.MIN_VALUE : ByteBuffer.wrap(kept).getLong();
        this.watermark = written;
        try (var all = store.prefixScan(section(kind, BY_ID), Serdes.Bytes().serializer())) {
            all.forEachRemaining(entry -> size++);
        }
        this.earliest = size == 0 ? NONE : firstDue();
    }

    /** The store to add to the topology. Not cached: a cache would have to be flushed for every range read. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** Reads the earliest wake-up of any kind from the store itself. */
    public static Optional<Instant> earliest(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        Optional<Instant> earliest = Optional.empty();
        for (Kind kind : Kind.values()) {
            try (var entries =
                    store.prefixScan(section(kind, BY_DUE), Serdes.Bytes().serializer())) {
                if (entries.hasNext()) {
                    Instant due = Instant.ofEpochMilli(dueOf(entries.peekNextKey()));
                    if (earliest.isEmpty() || due.isBefore(earliest.get())) {
                        earliest = Optional.of(due);
                    }
                }
            }
        }
        return earliest;
    }

    /** Sees to it that {@code id} is woken at {@code due} at the latest; an earlier wake-up stays. */
    public void wake(String id, Instant due) {
        long at = due.toEpochMilli();
        byte @Nullable [] standing = store.get(byId(id));
        if (standing == null) {
            size++;
        } else {
            long standingAt = ByteBuffer.wrap(standing).getLong();
            if (standingAt <= at) {
                return;
            }
            store.delete(byDue(standingAt, id));
        }
        store.put(byDue(at, id), EMPTY);
        store.put(byId(id), bytes(at));
        earliest = Math.min(earliest, at);
        if (at < watermark) {
            watermark = at;
        }
        if (at < written) {
            write(at);
        }
    }

    /** Takes the wake-up of {@code id} away, if there is one. */
    public void cancel(String id) {
        byte @Nullable [] standing = store.get(byId(id));
        if (standing != null) { // a tombstone for what is not there would be walked by every range read
            store.delete(byId(id));
            store.delete(byDue(ByteBuffer.wrap(standing).getLong(), id));
            size--;
        }
    }

    /**
     * Wakes what is due at {@code now}, the earliest first, as far as the budget goes; the rest comes with the next tick.
     *
     * <p>A wake-up that throws fails the task, whose transaction is then undone and tried again. One that has failed as often as {@link
     * FailureCounts} tolerates is put off and reported instead, so that one patient cannot stop the pages of all others.
     */
    public void fire(Instant now, WakeUp wakeUp) {
        long started = System.nanoTime();
        List<Bytes> due = earliest > now.toEpochMilli() ? List.of() : due(now.toEpochMilli());
        if (due.size() < budget.wakeUps()) {
            advance(now.toEpochMilli());
        } else {
            advance(dueOf(due.get(due.size() - 1)));
        }
        for (Bytes key : due) {
            if (System.nanoTime() - started > budget.time().toNanos()) {
                watermark = Math.min(watermark, dueOf(key));
                break;
            }
            String id = idOf(key);
            store.delete(key);
            store.delete(byId(id));
            size--;
            look(id, now, wakeUp).ifPresent(next -> wake(id, next));
        }
        if (!due.isEmpty() && written < watermark - WATERMARK_LAG.toMillis()) {
            write(watermark);
        }
        if (!due.isEmpty() || earliest <= now.toEpochMilli()) {
            earliest = size == 0 ? NONE : firstDue();
        }
        doneThrough = Math.min(now.toEpochMilli(), watermark);
    }

    /** How many wake-ups stand. */
    public long size() {
        return size;
    }

    /** When the first wake-up is due, or was; empty if none stands. Exact after each tick, and never too late in between. */
    Optional<Instant> earliest() {
        long due = earliest;
        return due == NONE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
    }

    /** Up to when everything that was due has been done; empty before the first tick. */
    Optional<Instant> doneThrough() {
        long instant = doneThrough;
        return instant == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(instant));
    }

    private long firstDue() {
        try (var entries = store.range(byDue(watermark, ""), byDue(NONE, ""))) {
            return entries.hasNext() ? dueOf(entries.peekNextKey()) : NONE;
        }
    }

    private Optional<Instant> look(String id, Instant now, WakeUp wakeUp) {
        String work = kind + " of " + id;
        if (failures.exhausted(work)) {
            failures.putOff(told(id));
            return Optional.of(now.plus(QUARANTINE));
        }
        try {
            return Defect.guard(() -> wakeUp.at(id, now));
        } catch (RuntimeException e) {
            failures.failed(work, told(id), e);
            throw e;
        }
    }

    /** An id is the patient's, alone or with another behind a control character. */
    private String told(String id) {
        return kind + " of "
                + Arrays.stream(id.split("\\p{Cntrl}")).map(LogIds::of).collect(Collectors.joining(", "));
    }

    /** Collected before anything is written: an iterator must not be open while its store changes. */
    private List<Bytes> due(long now) {
        List<Bytes> due = new ArrayList<>();
        if (now < watermark) {
            return due; // the clock was set back
        }
        try (var entries = store.range(byDue(watermark, ""), byDue(now + 1, ""))) {
            while (entries.hasNext() && due.size() < budget.wakeUps()) {
                Bytes key = entries.next().key;
                if (dueOf(key) <= now) {
                    due.add(key);
                }
            }
        }
        return due;
    }

    /** Before the wake-ups are done, so that what they set for an instant already passed lowers the watermark again. */
    private void advance(long reached) {
        watermark = Math.max(watermark, reached);
    }

    private void write(long at) {
        written = at;
        store.put(section(kind, WATERMARK), bytes(at));
    }

    private Bytes byDue(long due, String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(2 + Long.BYTES + text.length)
                .put(kind.code)
                .put(BY_DUE)
                .putLong(due ^ Long.MIN_VALUE) // so that bytes sort as the signed number does
                .put(text)
                .array());
    }

    private Bytes byId(String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(2 + text.length)
                .put(kind.code)
                .put(BY_ID)
                .put(text)
                .array());
    }

    private static Bytes section(Kind kind, byte section) {
        return Bytes.wrap(new byte[] {kind.code, section});
    }

    private static long dueOf(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(2) ^ Long.MIN_VALUE;
    }

    private static String idOf(Bytes key) {
        return new String(key.get(), 2 + Long.BYTES, key.get().length - 2 - Long.BYTES, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
