package org.blockwatch.service.collect;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that holds at most so many entries: one more, and the eldest is forgotten. For whatever is remembered of the
 * outside, which must not fill the memory. Not thread-safe.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;
    private static final int FIRST_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final int most;

    private BoundedMap(int most, boolean accessOrder) {
        super(FIRST_CAPACITY, LOAD_FACTOR, accessOrder);
        if (most < 1) {
            throw new IllegalArgumentException("a map of at most " + most + " entries");
        }
        this.most = most;
    }

    /** Returns a map that forgets the entry that was put first. */
    public static <K, V> BoundedMap<K, V> ofLatest(int most) {
        return new BoundedMap<>(most, false);
    }

    /** Returns a map that forgets the entry that was read or put longest ago. */
    public static <K, V> BoundedMap<K, V> ofLatestUsed(int most) {
        return new BoundedMap<>(most, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
