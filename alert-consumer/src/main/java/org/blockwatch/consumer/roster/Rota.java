package org.blockwatch.consumer.roster;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who holds a role when.
 *
 * @param units where; empty: wherever no other rota of the role is
 * @param shifts what comes again every week
 * @param overrides what is otherwise for once; where two overlap the later in the list stands
 */
record Rota(Set<String> units, List<Shift> shifts, List<Override> overrides) {

    /**
     * People and their hours.
     *
     * @param people ids, at least one
     */
    record Shift(WeeklyHours hours, List<String> people) {}

    /**
     * For a time these people hold the role, and nobody that the shifts name.
     *
     * @param people ids; empty: nobody holds it
     */
    record Override(Interval stretch, List<String> people) {}

    /** Ids of those who hold the role at this instant, each once, in the order of the file. */
    List<String> on(Instant at) {
        List<Override> overriding = overrides.stream()
                .filter(override -> override.stretch().includes(at))
                .toList();
        return overriding.isEmpty()
                ? shifts.stream()
                        .filter(shift -> shift.hours().include(at))
                        .flatMap(shift -> shift.people().stream())
                        .distinct()
                        .toList()
                : overriding.get(overriding.size() - 1).people();
    }

    /** Stretches in which the role is held somehow, all of them that touch this window. */
    Stream<Interval> stretches(Interval window) {
        return Stream.concat(
                shifts.stream().flatMap(shift -> shift.hours().touching(window)),
                overrides.stream().map(Override::stretch));
    }
}
