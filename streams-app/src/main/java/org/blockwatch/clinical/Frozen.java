package org.blockwatch.clinical;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Unmodifiable sorted copies, so that equal values also read, print and serialize alike. */
final class Frozen {

    private Frozen() {}

    static <K extends Comparable<? super K>, V> Map<K, V> map(Map<K, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    static <T extends Comparable<? super T>> Set<T> set(Collection<T> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }
}
