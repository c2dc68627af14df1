package org.blockwatch.clinical;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Unmodifiable sorted copies, so that equal values also read, print and serialize alike. What is one already is not copied again. */
final class SortedCopies {

    private SortedCopies() {}

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

    /** In two arrays, because every patient at hand has several of a few entries each, for which a tree takes more memory. */
    private static final class SortedCopy<K, V> extends AbstractMap<K, V> {
        private final Object[] keys;
        private final Object[] values;

        SortedCopy(Map<K, V> map) {
            Map<K, V> sorted = new TreeMap<>(map);
            keys = sorted.keySet().toArray();
            values = sorted.values().toArray();
        }

        @Override
        public Set<Entry<K, V>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<K, V>> iterator() {
                    return new Iterator<>() {
                        private int at;

                        @Override
                        public boolean hasNext() {
                            return at < keys.length;
                        }

                        @Override
                        public Entry<K, V> next() {
                            if (!hasNext()) {
                                throw new NoSuchElementException();
                            }
                            return entry(at++);
                        }
                    };
                }

                @Override
                public int size() {
                    return keys.length;
                }
            };
        }

        @SuppressWarnings("unchecked")
        private Entry<K, V> entry(int at) {
            return new SimpleImmutableEntry<>((K) keys[at], (V) values[at]);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void forEach(BiConsumer<? super K, ? super V> action) {
            for (int at = 0; at < keys.length; at++) {
                action.accept((K) keys[at], (V) values[at]);
            }
        }

        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public boolean containsKey(Object key) {
            return Arrays.binarySearch(keys, key) >= 0;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable V get(Object key) {
            int at = Arrays.binarySearch(keys, key);
            return at < 0 ? null : (V) values[at];
        }
    }

    private static final class SortedSetCopy<T> extends AbstractSet<T> {
        private final Object[] elements;

        SortedSetCopy(Collection<T> set) {
            elements = new TreeSet<>(set).toArray();
        }

        @Override
        @SuppressWarnings("unchecked")
        public Iterator<T> iterator() {
            return (Iterator<T>) Arrays.asList(elements).iterator(); // without remove
        }

        @Override
        public int size() {
            return elements.length;
        }

        @Override
        public boolean contains(Object element) {
            return Arrays.binarySearch(elements, element) >= 0;
        }
    }
}
