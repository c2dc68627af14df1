package org.blockwatch.streams.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.timer.Timers.Budget;
import org.blockwatch.streams.timer.Timers.Kind;

/** The index against a map that knows of each id its one wake-up. */
class TimersProperties {
    private static final Instant T = Instant.parse("2026-03-01T09:00:00Z");

    /** One thing that happens: a wake-up is asked for or taken away, time passes, or the task starts again. */
    sealed interface Step {
        record Wake(String id, int second) implements Step {}

        record Cancel(String id) implements Step {}

        record Tick(int seconds, int again) implements Step {}

        record Restart() implements Step {}
    }

    @Property(tries = 300)
    void wakesEachIdAtItsEarliestInstantAcrossRestarts(@ForAll("steps") List<Step> steps) {
        CountedStore store = CountedStore.empty();
        Timers timers = timers(store);
        Map<String, Instant> model = new HashMap<>();
        Instant now = T;
        for (Step step : steps) {
            if (step instanceof Step.Wake wake) {
                Instant due = T.plusSeconds(wake.second());
                timers.wake(wake.id(), due);
                model.merge(wake.id(), due, (a, b) -> a.isBefore(b) ? a : b);
            } else if (step instanceof Step.Cancel cancel) {
                timers.cancel(cancel.id());
                model.remove(cancel.id());
            } else if (step instanceof Step.Tick tick) {
                now = now.plusSeconds(tick.seconds());
                Instant next = now.plusSeconds(tick.again());
                assertThat(fired(timers, now, next)).as("at %s", now).isEqualTo(due(model, now, next));
            } else {
                timers = timers(store);
            }
            assertThat(timers.size()).isEqualTo(model.size());
            assertThat(Timers.earliest(store)).isEqualTo(model.values().stream().min(Instant::compareTo));
        }
    }

    private static Timers timers(CountedStore store) {
        return new Timers(
                Kind.RECOVERY, store, new Budget(4, Duration.ofDays(1)), new FailureCounts(new SimpleMeterRegistry()));
    }

    /** What wakes at {@code now}, tick after tick until nothing does; even ids ask to be woken again at {@code next}. */
    private static List<String> fired(Timers timers, Instant now, Instant next) {
        List<String> all = new ArrayList<>();
        List<String> woken = new ArrayList<>();
        do {
            woken.clear();
            timers.fire(now, (id, at) -> {
                woken.add(id);
                return again(id, now, next);
            });
            all.addAll(woken);
        } while (!woken.isEmpty());
        return all;
    }

    private static List<String> due(Map<String, Instant> model, Instant now, Instant next) {
        TreeMap<Instant, TreeMap<String, String>> order = new TreeMap<>();
        model.forEach((id, due) -> {
            if (!due.isAfter(now)) {
                order.computeIfAbsent(due, at -> new TreeMap<>()).put(id, id);
            }
        });
        List<String> due =
                order.values().stream().flatMap(ids -> ids.keySet().stream()).toList();
        due.forEach(id -> {
            model.remove(id);
            again(id, now, next).ifPresent(at -> model.put(id, at));
        });
        return due;
    }

    private static Optional<Instant> again(String id, Instant now, Instant next) {
        return id.hashCode() % 2 == 0 && next.isAfter(now) ? Optional.of(next) : Optional.empty();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> ids = Arbitraries.of("a", "b", "ab", "ä", "p1", "p11", "");
        Arbitrary<Step> wake = Combinators.combine(ids, Arbitraries.integers().between(-20, 300))
                .as(Step.Wake::new);
        Arbitrary<Step> tick = Combinators.combine(
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.integers().between(0, 100))
                .as(Step.Tick::new);
        Arbitrary<Step> step = Arbitraries.frequencyOf(
                Tuple.of(6, wake),
                Tuple.of(1, ids.map(Step.Cancel::new)),
                Tuple.of(4, tick),
                Tuple.of(1, Arbitraries.just(new Step.Restart())));
        return step.list().ofMaxSize(60);
    }
}
