package org.blockwatch.consumer.answer;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was put first once it holds more than its limit. */
final class LatestEntries<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    LatestEntries(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
