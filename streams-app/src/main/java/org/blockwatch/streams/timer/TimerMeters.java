package org.blockwatch.streams.timer;

import static org.blockwatch.service.meter.Audience.ON_CALL;
import static org.blockwatch.service.meter.Audience.PLATFORM;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.streams.timer.Timers.Kind;

/**
 * What is shown of the timers of all tasks that are in this process. A task that leaves is no longer in it; one that comes again takes
 * the place of what it left behind.
 */
public final class TimerMeters {
    /** How long, by the wall, a wake-up may be overdue; DeadlinesOverdue rings at the same. */
    static final Duration LATE = Duration.ofSeconds(15);

    private static final String KIND = "kind";
    private static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(TimerMeters::word).toList();

    private static final Measure OPEN = Measure.gauge(
                    "blockwatch.timers.open",
                    "wake-ups",
                    "Wake-ups that stand: a patient to be judged, a ladder to take its next step",
                    PLATFORM)
            .by(KIND, KINDS);

    private static final Measure OVERDUE = Measure.age(
                    "blockwatch.timers.overdue",
                    "How long the wake-up that is most overdue has been due; 0 if none is. Engine time",
                    ON_CALL)
            .by(KIND, KINDS);

    private static final Measure WATERMARK_AGE = Measure.age(
                    "blockwatch.watermark.age",
                    "Every wake-up due so long ago has been done, in every task here; 0 without tasks. Engine time",
                    ON_CALL)
            .by(KIND, KINDS);

    /** Every measure of this class. */
    public static final List<Measure> MEASURES = List.of(OPEN, OVERDUE, WATERMARK_AGE);

    private record Place(Kind kind, int partition) {}

    private record Shown(Timers timers, Instant since) {}

    private final EngineClock clock;
    private final Map<Place, Shown> shown = new ConcurrentHashMap<>();

    /** @param clock says what is due */
    public TimerMeters(EngineClock clock, MeterRegistry meters) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            OPEN.gauge(
                    meters, () -> of(kind).mapToLong(one -> one.timers().size()).sum(), word(kind));
            OVERDUE.gauge(meters, () -> longest(kind, this::overdue), word(kind));
            WATERMARK_AGE.gauge(meters, () -> longest(kind, this::watermarkAge), word(kind));
        }
    }

    void show(Kind kind, int partition, Timers timers) {
        shown.put(new Place(kind, partition), new Shown(timers, clock.now()));
    }

    void hide(Timers timers) {
        shown.values().removeIf(one -> one.timers() == timers);
    }

    /** Returns the earliest wake-up of any kind in any task here: where a virtual clock has to stop next. */
    public Optional<Instant> earliest() {
        return shown.values().stream()
                .flatMap(one -> one.timers().earliest().stream())
                .min(Comparator.naturalOrder());
    }

    /** Returns the partitions whose patients are judged here. */
    public Set<Integer> partitions() {
        return shown.keySet().stream()
                .filter(place -> place.kind() == Kind.RECOVERY)
                .map(Place::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns up to when every wake-up is done, in every task here; empty without tasks, or while one has done none yet. */
    public Optional<Instant> doneThrough() {
        List<Shown> all = List.copyOf(shown.values());
        boolean begun = all.stream().allMatch(one -> one.timers().doneThrough().isPresent());
        return begun
                ? all.stream()
                        .flatMap(one -> one.timers().doneThrough().stream())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private Stream<Shown> of(Kind kind) {
        return shown.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .map(Map.Entry::getValue);
    }

    /**
     * Returns which wake-ups are late, if any are: a reason not to be ready. Whoever sends people to this instance should
     * know that it does not keep its deadlines, whatever keeps it from them.
     */
    public Optional<String> lateness() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> lateness(kind).stream())
                .findFirst();
    }

    private Optional<String> lateness(Kind kind) {
        Duration overdue = of(kind).map(this::overdue).max(Duration::compareTo).orElse(Duration.ZERO);
        return clock.wall(overdue).compareTo(LATE) > 0
                ? Optional.of("a deadline (" + word(kind) + ") has been due for "
                        + clock.wall(overdue).toSeconds() + " s and is not met")
                : Optional.empty();
    }

    private double longest(Kind kind, Function<Shown, Duration> age) {
        return of(kind).map(age).mapToLong(Duration::toMillis).max().orElse(0) / 1000.0;
    }

    private Duration overdue(Shown one) {
        return one.timers().earliest().map(this::since).orElse(Duration.ZERO);
    }

    private Duration watermarkAge(Shown one) {
        return since(one.timers().doneThrough().orElse(one.since()));
    }

    private Duration since(Instant instant) {
        Duration age = Duration.between(instant, clock.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
