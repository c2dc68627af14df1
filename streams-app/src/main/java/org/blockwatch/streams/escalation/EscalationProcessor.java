package org.blockwatch.streams.escalation;

import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.blockwatch.state.LadderState;
import org.blockwatch.streams.patient.AssessmentLookup;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Moves ladders: takes transitions from detection in the same process, answers and page events from their topics, and wakes
 * ladders at their instants; what {@link LadderRules} decides goes to the sinks {@link #PAGES} and {@link #PAGE_EVENTS}.
 *
 * <p>Must be connected to {@link #ladders()}, {@link AssessmentLookup#STORE} and {@link Timers#STORE}. It reads and writes the
 * topic of page events: what it wrote itself comes back, and is passed over.
 */
public final class EscalationProcessor implements Processor<String, Object, String, SpecificRecord> {

    /** Name of the sink for page requests. */
    public static final String PAGES = "pages";

    /** Name of the sink for page events. */
    public static final String PAGE_EVENTS = "page-event-trail";

    private final Policies policies;
    private final TimerService timerService;
    private final int partitions;
    private final LadderMeters meters;
    private @Nullable EscalationTask task;

    /**
     * Makes a processor of one task.
     *
     * @param partitions partition count of every keyed topic
     */
    public EscalationProcessor(Policies policies, TimerService timerService, int partitions, LadderMeters meters) {
        this.policies = policies;
        this.timerService = timerService;
        this.partitions = partitions;
        this.meters = meters;
    }

    /** Returns the store of all ladders that are open, or have channels to tell of their end. */
    public static StoreBuilder<KeyValueStore<String, LadderState>> ladders() {
        return LadderStore.builder();
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        task = new EscalationTask(context, policies, timerService, partitions, meters);
    }

    @Override
    public void process(Record<String, Object> record) {
        Objects.requireNonNull(task, "init comes first").process(record);
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
        }
    }
}
