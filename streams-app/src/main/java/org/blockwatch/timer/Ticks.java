package org.blockwatch.timer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.intake.DrainGate;
import org.blockwatch.intake.Failures;
import org.blockwatch.timer.Timers.Budget;
import org.blockwatch.timer.Timers.Kind;
import org.blockwatch.timer.Timers.WakeUp;

/**
 * What makes timers fire, the same for every processor of an application: by the wall, because the time of records stands still when a
 * ward falls silent.
 *
 * @param clock says what is due
 * @param interval how often it is asked, by the wall
 * @param budget how much one tick may do
 * @param gate keeps timers from firing before the past is read
 * @param failures knows which wake-ups always fail
 * @param meters shows how many wake-ups stand
 */
public record Ticks(
        EngineClock clock, Duration interval, Budget budget, DrainGate gate, Failures failures, MeterRegistry meters) {

    /**
     * Opens a task's timers of one kind and has them fire. To be called in a processor's {@code init}; the processor must be connected
     * to {@link Timers#STORE}.
     *
     * @param wakeUp what is done for an id that is due
     */
    public Timers start(Kind kind, ProcessingContext context, WakeUp wakeUp) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(Timers.STORE);
        Timers timers = new Timers(kind, store, budget, failures);
        int partition = context.taskId().partition();
        show(timers, kind, partition);
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, tick -> {
            if (gate.isOpen(partition)) {
                timers.fire(clock.now(), wakeUp);
            }
        });
        return timers;
    }

    /** In the place of what the task's former incarnation in this process showed. */
    private void show(Timers timers, Kind kind, int partition) {
        Gauge.Builder<Timers> gauge = Gauge.builder("blockwatch.timers.open", timers, Timers::size)
                .description("Wake-ups that stand, by kind and partition")
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .tag("partition", Integer.toString(partition));
        meters.remove(gauge.register(meters));
        gauge.register(meters);
    }
}
