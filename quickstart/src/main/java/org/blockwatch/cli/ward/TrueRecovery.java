package org.blockwatch.cli.ward;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The true recovery, whatever anybody charts: when the leg is weak, the back numb, the saddle numb. In minutes after
 * the last dose.
 */
record TrueRecovery(List<Span> weak, List<Span> numb, List<Span> saddle) {

    private static final int ONSET = 8;
    private static final int DAYS = 5 * 24 * 60;

    /** From the first minute to before the second. */
    record Span(long from, long until) {
        boolean holds(long minute) {
            return minute >= from && minute < until;
        }
    }

    static TrueRecovery of(PatientStory story, RandomGenerator random) {
        return switch (story) {
            case SLOW -> weakThenNumb(until(random, 250, 390), random);
            case NUMB -> new TrueRecovery(List.of(), List.of(until(random, 300, 600)), List.of());
            case PERSISTENT -> weakThenNumb(until(random, DAYS, DAYS + 1), random);
            case RED_FLAG -> {
                var recovery = weakThenNumb(until(random, 60, 120), random);
                var saddle = new Span(random.nextInt(90, 180), random.nextInt(600, 800));
                yield new TrueRecovery(recovery.weak(), recovery.numb(), List.of(saddle));
            }
            case RECURRENCE -> {
                var recovery = weakThenNumb(until(random, 60, 110), random);
                var again = new Span(random.nextInt(300, 420), random.nextInt(900, 1200));
                yield new TrueRecovery(List.of(recovery.weak().get(0), again), recovery.numb(), List.of());
            }
            default ->
                random.nextBoolean()
                        ? weakThenNumb(until(random, 30, 100), random)
                        : new TrueRecovery(List.of(), List.of(until(random, 60, 160)), List.of());
        };
    }

    /** Draws a recovery in which strength returns before feeling, as it should. */
    private static TrueRecovery weakThenNumb(Span weak, RandomGenerator random) {
        var numb = new Span(ONSET, weak.until() + random.nextInt(15, 60));
        return new TrueRecovery(List.of(weak), List.of(numb), List.of());
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

    /** Returns the minute from which nothing is wrong any more. */
    long recoveredAt() {
        return List.of(weak, numb, saddle).stream()
                .flatMap(List::stream)
                .mapToLong(Span::until)
                .max()
                .orElse(0);
    }

    private static Span until(RandomGenerator random, int earliest, int latest) {
        return new Span(ONSET, random.nextInt(earliest, latest));
    }
}
