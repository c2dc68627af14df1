package org.blockwatch.escalation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.state.LadderState;
import org.jspecify.annotations.Nullable;

/** How many ladders of a task are open, by priority, as operations see it. Synthetic patients are not counted. */
final class OpenLadders {

    private final Map<Priority, AtomicLong> counts = new EnumMap<>(Priority.class);

    /** None yet. In the place of what the task's former incarnation in this process showed. */
    OpenLadders(int partition, MeterRegistry meters) {
        for (Priority priority : Priority.values()) {
            AtomicLong count = new AtomicLong(); // written by the task's thread alone, shown by others
            counts.put(priority, count);
            Gauge.Builder<AtomicLong> gauge = Gauge.builder("blockwatch.ladders.open", count, AtomicLong::get)
                    .description("Alerts that have not ended, by urgency")
                    .tag("priority", priority.name())
                    .tag("partition", Integer.toString(partition));
            meters.remove(gauge.register(meters));
            gauge.register(meters);
        }
    }

    /** A ladder has changed; null where there was or is none. */
    void changed(@Nullable LadderState before, @Nullable LadderState after) {
        add(before, -1);
        add(after, 1);
    }

    private void add(@Nullable LadderState ladder, int more) {
        if (ladder != null && !ladder.getEnded() && !Canary.is(ladder.getAlert().getPatientId())) {
            counts.get(ladder.getAlert().getPriority()).addAndGet(more);
        }
    }
}
