package org.blockwatch.ward;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The true recovery, whatever anybody charts: when the leg is weak, the back numb, the saddle numb. In minutes after
 * the last dose.
 */
record Course(List<Span> weak, List<Span> numb, List<Span> saddle) {

    private static final int ONSET = 8;
    private static final int DAYS = 5 * 24 * 60;

    /** From the first minute to before the second. */
    record Span(long from, long until) {
        boolean holds(long minute) {
            return minute >= from && minute < until;
        }
    }

    static Course of(Story story, RandomGenerator random) {
        return switch (story) {
            case SLOW -> new Course(until(random, 250, 390), until(random, 280, 460), List.of());
            case NUMB -> new Course(List.of(), until(random, 300, 600), List.of());
            case PERSISTENT -> new Course(until(random, DAYS, DAYS + 1), until(random, DAYS, DAYS + 1), List.of());
            case RED_FLAG ->
                new Course(
                        until(random, 60, 120),
                        until(random, 180, 230),
                        List.of(new Span(random.nextInt(90, 180), random.nextInt(600, 800))));
            case RECURRENCE -> {
                var first = until(random, 60, 110).get(0);
                var again = new Span(random.nextInt(300, 420), random.nextInt(900, 1200));
                yield new Course(List.of(first, again), until(random, 110, 160), List.of());
            }
            default ->
                new Course(
                        random.nextBoolean() ? until(random, 40, 150) : List.of(), until(random, 90, 220), List.of());
        };
    }

    boolean weakAt(long minute) {
        return weak.stream().anyMatch(span -> span.holds(minute));
    }

    boolean numbAt(long minute) {
        return numb.stream().anyMatch(span -> span.holds(minute));
    }

    boolean saddleAt(long minute) {
        return saddle.stream().anyMatch(span -> span.holds(minute));
    }

    /** The minute from which nothing is wrong any more. */
    long recoveredAt() {
        return List.of(weak, numb, saddle).stream()
                .flatMap(List::stream)
                .mapToLong(Span::until)
                .max()
                .orElse(0);
    }

    /** The first minute after the onset at which the patient can lift both legs. */
    long firstAbleAt() {
        return weak.isEmpty() ? ONSET : weak.get(0).until();
    }

    private static List<Span> until(RandomGenerator random, int earliest, int latest) {
        return List.of(new Span(ONSET, random.nextInt(earliest, latest)));
    }
}
