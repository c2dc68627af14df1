package org.blockwatch.bench.result;

import java.util.List;
import java.util.Map;

/**
 * What was measured of one thing, time and again.
 *
 * @param benchmark which one
 * @param subject what was measured, such as an engine
 * @param metric what of it, such as {@code records/s}; the unit is part of the name
 * @param conditions under which, such as how many patients; empty: none that vary
 * @param values one for each time, in the order in which they were taken
 */
public record Figure(
        String benchmark, String subject, String metric, Map<String, String> conditions, List<Double> values) {
    public Figure {
        conditions = Map.copyOf(conditions);
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured: " + benchmark + " " + subject + " " + metric);
        }
    }

    /** How often it was measured. */
    public int n() {
        return values.size();
    }

    public double min() {
        return at(0);
    }

    /** The middle one; of an even number the mean of the middle two. */
    public double median() {
        return at(0.5);
    }

    public double max() {
        return at(1);
    }

    /** The value below which a share lies, between two values in proportion. */
    public double at(double share) {
        List<Double> sorted = values.stream().sorted().toList();
        double position = share * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}
