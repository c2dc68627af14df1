package org.blockwatch.consumer.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that remembers only so many of the latest entries. */
final class Latest<V> extends LinkedHashMap<String, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Latest(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
    }
}
