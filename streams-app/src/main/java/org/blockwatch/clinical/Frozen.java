package org.blockwatch.clinical;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Unmodifiable sorted copies, so that equal values also read, print and serialize alike. What is one already is not copied again. */
final class Frozen {

    private Frozen() {}

    static <K extends Comparable<? super K>, V> Map<K, V> map(Map<K, V> map) {
        if (map.isEmpty()) {
            return Collections.emptyMap();
        }
        return map instanceof SortedCopy ? map : new SortedCopy<>(map);
    }

    static <T extends Comparable<? super T>> Set<T> set(Collection<T> set) {
        if (set.isEmpty()) {
            return Collections.emptySet();
        }
        return set instanceof SortedSetCopy<T> copy ? copy : new SortedSetCopy<>(set);
    }

    private static final class SortedCopy<K, V> extends AbstractMap<K, V> {
        private final Map<K, V> entries;

        SortedCopy(Map<K, V> map) {
            entries = Collections.unmodifiableMap(new TreeMap<>(map));
        }

        @Override
        public Set<Entry<K, V>> entrySet() {
            return entries.entrySet();
        }

        @Override
        public boolean containsKey(Object key) {
            return entries.containsKey(key);
        }

        @Override
        public V get(Object key) {
            return entries.get(key);
        }
    }

    private static final class SortedSetCopy<T> extends AbstractSet<T> {
        private final Set<T> elements;

        SortedSetCopy(Collection<T> set) {
            elements = Collections.unmodifiableSet(new TreeSet<>(set));
        }

        @Override
        public Iterator<T> iterator() {
            return elements.iterator();
        }

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public boolean contains(Object element) {
            return elements.contains(element);
        }
    }
}
