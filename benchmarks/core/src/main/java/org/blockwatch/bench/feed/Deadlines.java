package org.blockwatch.bench.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.blockwatch.cli.ward.Arrival;

/**
 * Patients whose back is still numb, and whose four hours end at known instants, one after the other: what alert latency is measured on.
 *
 * @param name of the patients, with a number behind it; new for each wave
 * @param count how many
 * @param first when the four hours of the first end
 * @param gap from one to the next
 */
public record Deadlines(String name, int count, Instant first, Duration gap) {
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    /** A little before the deadline, so that no assessment is overdue at it. */
    private static final Duration EXAMINED_BEFORE = Duration.ofMinutes(10);

    /** When the alert of each patient is due, in order. */
    public Map<String, Instant> byPatient() {
        Map<String, Instant> due = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(n -> due.put(name + n, first.plus(gap.multipliedBy(n))));
        return due;
    }

    /** Their blocks: to be sent first. */
    public List<Arrival> blocks() {
        return byPatient().entrySet().stream()
                .map(due -> new Arrival(
                        first,
                        due.getKey(),
                        Charting.block(due.getKey(), "block", due.getValue().minus(FOUR_HOURS))))
                .toList();
    }

    /** Their examinations. */
    public List<Arrival> examinations() {
        return byPatient().entrySet().stream()
                .map(due -> new Arrival(
                        first,
                        due.getKey(),
                        Charting.assessment(
                                due.getKey(), "examined", due.getValue().minus(EXAMINED_BEFORE), false, true)))
                .toList();
    }
}
