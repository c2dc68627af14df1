package org.blockwatch.streams.timer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A sorted map as a key-value store: counts what is written, and refuses a write while an iterator is open. */
final class CountedStore implements KeyValueStore<Bytes, byte[]> {
    private final TreeMap<Bytes, byte[]> entries = new TreeMap<>();
    private int writes;
    private int open;
    private @Nullable Bytes rangeStart;

    private CountedStore() {}

    static CountedStore empty() {
        return new CountedStore();
    }

    CountedStore copy() {
        CountedStore copy = new CountedStore();
        copy.entries.putAll(entries);
        return copy;
    }

    int writes() {
        return writes;
    }

    /** Where the last range began, as an instant of the timers' order. */
    Instant lowestRangeStart() {
        return Instant.ofEpochMilli(ByteBuffer.wrap(rangeStart.get()).getLong(2) ^ Long.MIN_VALUE);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        if (open > 0) {
            throw new IllegalStateException("written while an iterator is open");
        }
        writes++;
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> all) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] former = entries.get(key);
        put(key, null);
        return former;
    }

    @Override
    public byte[] get(Bytes key) {
        return entries.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        rangeStart = from;
        return iterator(from.compareTo(to) > 0 ? Map.of() : entries.subMap(from, true, to, true));
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, PS serializer) {
        Bytes from = Bytes.wrap(serializer.serialize("", prefix));
        return iterator(entries.subMap(from, true, Bytes.increment(from), false));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return iterator(entries);
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    @Override
    public String name() {
        return Timers.STORE;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    private KeyValueIterator<Bytes, byte[]> iterator(Map<Bytes, byte[]> view) {
        open++;
        List<Map.Entry<Bytes, byte[]>> list = new ArrayList<>(view.entrySet());
        return new KeyValueIterator<>() {
            private int next;

            @Override
            public void close() {
                open--;
            }

            @Override
            public Bytes peekNextKey() {
                return list.get(next).getKey();
            }

            @Override
            public boolean hasNext() {
                return next < list.size();
            }

            @Override
            public KeyValue<Bytes, byte[]> next() {
                Map.Entry<Bytes, byte[]> entry = list.get(next++);
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }
        };
    }
}
