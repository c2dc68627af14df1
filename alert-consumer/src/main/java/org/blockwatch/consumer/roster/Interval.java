package org.blockwatch.consumer.roster;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A stretch of time.
 *
 * @param from its first instant
 * @param to the first instant after it; never before {@code from}: a stretch may be empty
 */
public record Interval(Instant from, Instant to) {

    /**
     * A part of a stretch in which something stays as it is.
     *
     * @param state what it is
     */
    record Part<T>(Interval stretch, T state) {}

    /** Returns whether this instant is in it. */
    public boolean includes(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /**
     * This stretch, which is not empty, cut where something changes; without a hole, and no two neighbours are equal.
     *
     * @param changes when it may change
     * @param state what it is from an instant on until the next change
     */
    <T> List<Part<T>> cut(Stream<Interval> changes, Function<Instant, T> state) {
        TreeSet<Instant> cuts = changes.flatMap(stretch -> Stream.of(stretch.from, stretch.to))
                .filter(this::includes)
                .collect(toCollection(TreeSet::new));
        cuts.remove(from);
        List<Part<T>> parts = new ArrayList<>();
        Instant begin = from;
        T present = state.apply(from);
        for (Instant cut : cuts) {
            T next = state.apply(cut);
            if (!next.equals(present)) {
                parts.add(new Part<>(new Interval(begin, cut), present));
                begin = cut;
                present = next;
            }
        }
        parts.add(new Part<>(new Interval(begin, to), present));
        return parts;
    }
}
