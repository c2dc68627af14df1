package org.blockwatch.streams.escalation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.schemas.Canary;
import org.blockwatch.state.LadderState;
import org.blockwatch.streams.alert.AlertTransitions;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.blockwatch.streams.patient.AssessmentLookup;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Moves ladders: takes transitions from detection in the same process, answers and page events from their topics, and wakes
 * ladders at their instants; what {@link Ladder} decides goes to the sinks {@link #PAGES} and {@link #PAGE_EVENTS}.
 *
 * <p>Must be connected to {@link #ladders()}, {@link AssessmentLookup#STORE} and {@link Timers#STORE}. It reads and writes the
 * topic of page events: what it wrote itself comes back, and is passed over.
 */
public final class EscalationProcessor implements Processor<String, Object, String, SpecificRecord> {

    /** Name of the sink for page requests. */
    public static final String PAGES = "pages";

    /** Name of the sink for page events. */
    public static final String PAGE_EVENTS = "page-event-trail";

    /** What only ladders decide. */
    private static final Set<PageEventKind> OWN = EnumSet.of(
            PageEventKind.REQUESTED,
            PageEventKind.ESCALATED,
            PageEventKind.RESUMED,
            PageEventKind.ACKNOWLEDGED,
            PageEventKind.DECLINED,
            PageEventKind.NOTED);

    private final Ladder ladder;
    private final TimerService ticks;
    private final LadderMeters meters;
    private final int partitions;
    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable LadderStore ladders;
    private @Nullable AssessmentLookup assessments;
    private @Nullable OpenLadders open;
    private @Nullable Timers timers;
    private @Nullable Cancellable adoption;

    /**
     * A processor of one task.
     *
     * @param partitions partition count of every keyed topic
     */
    public EscalationProcessor(Policies policies, TimerService ticks, int partitions, LadderMeters meters) {
        this.ladder = new Ladder(policies, ticks.clock()::engine);
        this.ticks = ticks;
        this.partitions = partitions;
        this.meters = meters;
    }

    /** The store of all ladders that are open, or have channels to tell of their end. */
    public static StoreBuilder<KeyValueStore<String, LadderState>> ladders() {
        return LadderStore.builder();
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        ladders = new LadderStore(context.getStateStore(LadderStore.NAME));
        assessments = new AssessmentLookup(context);
        open = meters.open(context.taskId().partition());
        timers = ticks.start(Timers.Kind.LADDER, context, this::wake);
        List<String> timeless = new ArrayList<>();
        ladders.forEach((id, standing) -> {
            open.changed(null, standing);
            if (standing.getPolicy() == null) {
                timeless.add(id);
            }
        });
        wakeSoon(timeless);
    }

    /** Ladders of release 0.1.0 have no times, and nothing else may ever wake them. A store cannot be written in init. */
    private void wakeSoon(List<String> ids) {
        if (!ids.isEmpty()) {
            adoption = context.schedule(ticks.interval(), PunctuationType.WALL_CLOCK_TIME, tick -> {
                ids.forEach(id -> timers.wake(id, ticks.clock().now()));
                adoption.cancel();
            });
        }
    }

    @Override
    public void close() {
        ticks.stop(timers);
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void process(Record<String, Object> record) {
        Object value = record.value();
        Instant now = ticks.clock().now();
        if (value instanceof AlertTransitions judged) {
            String patient = judged.patientId();
            Function<String, Optional<LadderState>> kept = kept(patient);
            take(patient, ladder.transitions(judged.alerts(), kept, now), kept, now);
        } else if (value instanceof AlertResponse answer) {
            check(record.key(), answer.getPatientId());
            answered(answer, now);
        } else if (value instanceof PageEvent event) {
            check(record.key(), event.getPatientId());
            heard(event, now);
        } else {
            throw new Refusal(
                    Reason.UNEXPECTED_TYPE,
                    (value == null ? "nothing" : value.getClass().getSimpleName())
                            + " is neither answer nor page event");
        }
    }

    private void answered(AlertResponse answer, Instant now) {
        String patient = answer.getPatientId();
        Function<String, Optional<LadderState>> kept = kept(patient);
        kept.apply(answer.getAlertId())
                .flatMap(standing -> ladder.refusal(standing, answer))
                .ifPresent(line -> {
                    throw new Refusal(Reason.REFUSED_CAUSE, line);
                });
        long offset = context.recordMetadata().orElseThrow().offset();
        take(patient, ladder.answered(answer, offset, kept, now), kept, now);
    }

    private void heard(PageEvent event, Instant now) {
        String patient = event.getPatientId();
        if (OWN.contains(event.getKind())) {
            return;
        }
        if (event.getKind() == PageEventKind.UNDELIVERABLE && event.getChannel() == null && !Canary.is(patient)) {
            meters.reachedNobody();
        }
        Function<String, Optional<LadderState>> kept = kept(patient);
        take(patient, ladder.heard(event, kept, now), kept, now);
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

    /**
     * A ladder is due, and with it maybe others of its patient, which then share a page. Those are woken here too; their
     * own wake-ups will find nothing to do.
     */
    private Optional<Instant> wake(String id, Instant now) {
        String patient = LadderStore.patientOf(id);
        Map<String, LadderState> all = ladders.of(patient);
        for (LadderDecision step : ladder.woken(all, from -> assessments.since(patient, from), now)) {
            emit(patient, step, Optional.ofNullable(all.get(step.alertId())), now);
            step.next().ifPresent(next -> timers.wake(LadderStore.id(patient, step.alertId()), next));
        }
        return ladders.get(id).flatMap(LadderUpdate::next);
    }

    private void take(
            String patient, List<LadderDecision> steps, Function<String, Optional<LadderState>> kept, Instant now) {
        for (LadderDecision step : steps) {
            emit(patient, step, kept.apply(step.alertId()), now);
            String id = LadderStore.id(patient, step.alertId());
            step.next().ifPresentOrElse(next -> timers.wake(id, next), () -> timers.cancel(id));
        }
    }

    private void emit(String patient, LadderDecision step, Optional<LadderState> before, Instant now) {
        String id = LadderStore.id(patient, step.alertId());
        LadderState after = step.ladder().orElse(null);
        open.changed(before.orElse(null), after);
        ladders.put(id, after);
        step.pages().forEach(page -> context.forward(new Record<>(patient, page, now.toEpochMilli()), PAGES));
        step.trail().forEach(event -> context.forward(new Record<>(patient, event, now.toEpochMilli()), PAGE_EVENTS));
        if (!Canary.is(patient)) {
            count(step);
        }
    }

    private void count(LadderDecision step) {
        step.pages().forEach(meters::requested);
        for (PageEvent event : step.trail()) {
            meters.decided(event);
            if (event.getKind() == PageEventKind.ACKNOWLEDGED && event.getOutcome() == PageOutcome.OK) {
                step.ladder().ifPresent(meters::acknowledged);
            }
        }
    }

    /** The patient's ladders as they stand now, each read once at most. */
    private Function<String, Optional<LadderState>> kept(String patient) {
        Map<String, Optional<LadderState>> read = new HashMap<>();
        return alertId -> read.computeIfAbsent(alertId, id -> ladders.get(LadderStore.id(patient, id)));
    }
}
