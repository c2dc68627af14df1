package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.state.LadderState;
import org.blockwatch.streams.timer.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the ladders of release 0.1.0: they have no times, and nothing else may ever wake them. A store cannot be written
 * in {@code init}, so it is done at the first tick.
 */
final class LadderAdoption {

    private final LadderStore store;
    private final LadderCodec codec;
    private final BiConsumer<String, LadderDecision> keeper;
    private final List<String> timeless = new ArrayList<>();
    private @Nullable Cancellable tick;

    /** @param keeper is given each ladder that is taken over, by its id */
    LadderAdoption(LadderStore store, LadderCodec codec, BiConsumer<String, LadderDecision> keeper) {
        this.store = store;
        this.codec = codec;
        this.keeper = keeper;
    }

    /** Notes a row, if it is one to take over. */
    void note(String id, LadderState row) {
        if (row.getPolicy() == null) {
            timeless.add(id);
        }
    }

    void schedule(ProcessorContext<?, ?> context, TimerService timerService) {
        if (!timeless.isEmpty()) {
            tick = context.schedule(timerService.interval(), PunctuationType.WALL_CLOCK_TIME, at -> {
                timeless.forEach(id -> adopt(id, timerService.clock().now()));
                if (tick != null) {
                    tick.cancel();
                }
            });
        }
    }

    private void adopt(String id, Instant now) {
        store.get(id)
                .filter(row -> row.getPolicy() == null) // an event may have come before
                .ifPresent(row -> {
                    LadderUpdate update = LadderUpdate.of(codec.ladder(row, now), now);
                    update.record(PageEventKind.RESCHEDULED, PageOutcome.OK);
                    keeper.accept(id, update.done(List.of()));
                });
    }
}
