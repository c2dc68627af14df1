package org.blockwatch.streams.detection;

import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.schemas.Canary;
import org.blockwatch.streams.alert.AlertTransitions;
import org.blockwatch.streams.patient.PatientStates;
import org.blockwatch.streams.statement.PlausibilityFilter;
import org.blockwatch.streams.statement.StatementAdmission;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Detects, for the patients of one task. A statement is admitted, remembered and folded into its patient's recovery, and the patient is
 * judged; a wake-up judges without a statement. What a judgement changes is forwarded: all of it at once to {@link #LADDERS}, each alert
 * to {@link #ALERTS}, what a ward board shows to {@link #VIEWS}, what is due from a patient at home to {@link #FOLLOW_UPS}. What is judged of a {@link Canary} stays in process: it is on no topic
 * of alerts, on no board and in no count.
 */
public final class RecoveryProcessor implements Processor<String, SpecificRecord, String, Object> {
    /** The child that takes alert transitions out. */
    public static final String ALERTS = "alerts";

    /** The child that takes out what a ward board shows. */
    public static final String VIEWS = "recovery-views";

    /** The child that takes out what is due from patients at home. */
    public static final String FOLLOW_UPS = "follow-ups";

    /** The child that takes {@link AlertTransitions} and climbs a ladder for each alert, in process. */
    public static final String LADDERS = "escalation";

    private final TimerService timerService;
    private final Protocols protocols;
    private final StatementAdmission admission;
    private final int cachedPatients;
    private final RecoveryMeters meters;

    private @Nullable RecoveryTask task;

    /**
     * Makes a processor of one task.
     *
     * @param partitions partition count of every keyed topic
     * @param cachedPatients how many patients are kept as objects above the stores; 0: none
     */
    public RecoveryProcessor(
            TimerService timerService, Protocols protocols, int partitions, int cachedPatients, RecoveryMeters meters) {
        this.timerService = timerService;
        this.protocols = protocols;
        this.admission = new StatementAdmission(partitions, protocols, new PlausibilityFilter(meters.registry()));
        this.cachedPatients = cachedPatients;
        this.meters = meters;
    }

    /** Returns the stores to connect it to, beside {@link Timers#store()}. */
    public static List<StoreBuilder<?>> stores() {
        return PatientStates.stores();
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        PatientStates states = PatientStates.open(context, protocols, cachedPatients);
        task = new RecoveryTask(context, timerService, protocols, admission, states, meters);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Objects.requireNonNull(task, "not initialised").process(record);
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
        }
    }
}
