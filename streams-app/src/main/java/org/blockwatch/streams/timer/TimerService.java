package org.blockwatch.streams.timer;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.intake.DrainGate;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.timer.Timers.Budget;
import org.blockwatch.streams.timer.Timers.Kind;
import org.blockwatch.streams.timer.Timers.WakeUp;
import org.jspecify.annotations.Nullable;

/**
 * What makes timers fire, the same for every processor of an application: by the wall, because the time of records stands still when a
 * ward falls silent.
 *
 * @param clock says what is due
 * @param interval how often it is asked, by the wall
 * @param budget how much one tick may do
 * @param gate keeps timers from firing before the past is read
 * @param failures knows which wake-ups always fail
 * @param meters shows how many wake-ups stand, and how late the latest is
 */
public record TimerService(
        EngineClock clock,
        Duration interval,
        Budget budget,
        DrainGate gate,
        FailureCounts failures,
        TimerMeters meters) {

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
        meters.show(kind, partition, timers);
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, tick -> {
            if (kind == Kind.RECOVERY ? gate.isOpen(partition) : gate.isJudged(partition)) {
                Instant now = clock.now();
                timers.fire(now, wakeUp);
                if (kind == Kind.RECOVERY) {
                    gate.judged(partition, timers.doneThrough().orElse(Instant.MIN), now);
                }
            }
        });
        return timers;
    }

    /** A task leaves: its timers are no longer this process's. To be called in a processor's {@code close}. */
    public void stop(@Nullable Timers timers) {
        if (timers != null) {
            meters.hide(timers);
        }
    }
}
