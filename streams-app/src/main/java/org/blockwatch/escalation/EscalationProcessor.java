package org.blockwatch.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.intake.Refusal;
import org.blockwatch.intake.Refusal.Reason;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.LadderState;
import org.blockwatch.timer.Ticks;
import org.blockwatch.timer.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Moves ladders: takes alerts from detection in the same process, answers and page events from their topics, and wakes
 * ladders at their instants; what {@link Ladder} decides goes to the sinks {@link #PAGES} and {@link #PAGE_EVENTS}.
 *
 * <p>Must be connected to {@link #ladders()} and {@link Timers#STORE}. It reads and writes the topic of page events: what
 * it wrote itself comes back, and {@link Ladder#heard} passes it over.
 */
public final class EscalationProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** Name of the sink for page requests. */
    public static final String PAGES = "pages";

    /** Name of the sink for page events. */
    public static final String PAGE_EVENTS = "page-event-trail";

    private static final String STORE = "ladders";
    private static final char SEPARATOR = '\u001f'; // in no identity: control characters are no text

    private final Ladder ladder;
    private final Ticks ticks;
    private final LadderMeters meters;
    private final int partitions;
    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable KeyValueStore<String, LadderState> ladders;
    private @Nullable Timers timers;

    /**
     * A processor of one task.
     *
     * @param partitions partition count of every keyed topic
     */
    public EscalationProcessor(Policy policy, Ticks ticks, int partitions, MeterRegistry meters) {
        this.ladder = new Ladder(policy, ticks.clock()::engine);
        this.ticks = ticks;
        this.partitions = partitions;
        this.meters = new LadderMeters(meters);
    }

    /** The store of all ladders that have not ended: (patient, alert) → state. */
    public static StoreBuilder<KeyValueStore<String, LadderState>> ladders() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.String(), StateSerde.of(LadderState.class))
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        ladders = context.getStateStore(STORE);
        timers = ticks.start(Timers.Kind.LADDER, context, this::wake);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        Instant now = ticks.clock().now();
        if (value instanceof Alert alert) {
            String id = id(alert.getPatientId(), alert.getAlertId());
            LadderState standing = ladders.get(id);
            take(id, standing == null ? ladder.begin(alert, now) : ladder.transition(standing, alert, now), now);
        } else if (value instanceof AlertResponse answer) {
            check(record.key(), answer.getPatientId());
            String id = id(answer.getPatientId(), answer.getAlertId());
            standing(id).ifPresent(standing -> take(id, ladder.answered(standing, answer, now), now));
        } else if (value instanceof PageEvent event) {
            check(record.key(), event.getPatientId());
            String id = id(event.getPatientId(), event.getAlertId());
            standing(id).ifPresent(standing -> take(id, ladder.heard(standing, event, now), now));
        } else {
            throw new Refusal(
                    Reason.UNEXPECTED_TYPE,
                    (value == null ? "nothing" : value.getSchema().getName()) + " is neither answer nor page event");
        }
    }

    /** An answer that lies where its ladder is not would be lost without a word, and paging would go on. */
    private void check(String key, String patientId) {
        if (!patientId.equals(key)) {
            throw new Refusal(Reason.KEY_MISMATCH, "the key is not the record's patientId");
        }
        int right = BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
        int here = context.taskId().partition();
        if (right != here) {
            throw new Refusal(Reason.WRONG_PARTITION, "partition " + here + ", but the key belongs to " + right);
        }
    }

    private Optional<LadderState> standing(String id) {
        return Optional.ofNullable(ladders.get(id));
    }

    private Optional<Instant> wake(String id, Instant now) {
        return standing(id).flatMap(standing -> {
            Step step = ladder.woken(standing, now);
            emit(id, step, now);
            return step.next();
        });
    }

    private void take(String id, Step step, Instant now) {
        emit(id, step, now);
        step.next().ifPresentOrElse(next -> timers.wake(id, next), () -> timers.cancel(id));
    }

    private void emit(String id, Step step, Instant now) {
        step.ladder().ifPresentOrElse(next -> ladders.put(id, next), () -> ladders.delete(id));
        step.pages()
                .forEach(page -> context.forward(new Record<>(page.getPatientId(), page, now.toEpochMilli()), PAGES));
        step.trail().forEach(event -> {
            meters.decided(event);
            context.forward(new Record<>(event.getPatientId(), event, now.toEpochMilli()), PAGE_EVENTS);
        });
    }

    private static String id(String patientId, String alertId) {
        return patientId + SEPARATOR + alertId;
    }
}
