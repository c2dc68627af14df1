package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.schemas.Canary;
import org.blockwatch.schemas.HomePartition;
import org.blockwatch.streams.alert.AlertTransitions;
import org.blockwatch.streams.escalation.LadderEvent.Answered;
import org.blockwatch.streams.escalation.LadderEvent.Due;
import org.blockwatch.streams.escalation.LadderEvent.Judged;
import org.blockwatch.streams.escalation.LadderEvent.Reported;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.blockwatch.streams.patient.AssessmentLookup;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;

/** The ladders of one task, between its records, its stores and its sinks. */
final class EscalationTask {

    /** What only ladders decide. */
    private static final Set<PageEventKind> OWN = EnumSet.of(
            PageEventKind.REQUESTED,
            PageEventKind.ESCALATED,
            PageEventKind.RESUMED,
            PageEventKind.RESCHEDULED,
            PageEventKind.ACKNOWLEDGED,
            PageEventKind.DECLINED,
            PageEventKind.NOTED);

    private final ProcessorContext<String, SpecificRecord> context;
    private final TimerService timerService;
    private final int partitions;
    private final LadderMeters meters;
    private final LadderRules rules;
    private final LadderCodec codec;
    private final LadderStore store;
    private final AssessmentLookup assessments;
    private final OpenLadders open;
    private final DueLadders dueLadders = new DueLadders();
    private final Timers timers;

    EscalationTask(
            ProcessorContext<String, SpecificRecord> context,
            Policies policies,
            TimerService timerService,
            int partitions,
            LadderMeters meters) {
        this.context = context;
        this.timerService = timerService;
        this.partitions = partitions;
        this.meters = meters;
        this.rules = new LadderRules(policies, timerService.clock()::engine);
        this.codec = new LadderCodec(policies);
        this.store = new LadderStore(context.getStateStore(LadderStore.NAME));
        this.assessments = new AssessmentLookup(context);
        this.open = meters.open(context.taskId().partition());
        this.timers = timerService.start(Timers.Kind.LADDER, context, this::wake);
        LadderAdoption adoption = new LadderAdoption(store, codec, this::keep);
        Instant now = timerService.clock().now();
        store.forEach((id, row) -> {
            Ladder ladder = codec.ladder(row, now);
            open.changed(null, ladder);
            dueLadders.changed(id, ladder);
            adoption.note(id, row);
        });
        adoption.schedule(context, timerService);
    }

    void close() {
        timerService.stop(timers);
        open.close();
    }

    void process(Record<String, Object> record) {
        Object value = record.value();
        if (value instanceof AlertTransitions judged) {
            decide(judged.patientId(), new Judged(judged.alerts()));
        } else if (value instanceof AlertResponse answer) {
            check(record.key(), answer.getPatientId());
            answer(answer, record.timestamp());
        } else if (value instanceof PageEvent event) {
            check(record.key(), event.getPatientId());
            hear(event);
        } else {
            throw new Refusal(
                    Reason.UNEXPECTED_TYPE,
                    (value == null ? "nothing" : value.getClass().getSimpleName())
                            + " is neither answer nor page event");
        }
    }

    private void answer(AlertResponse answer, long arrivedAt) {
        store.get(LadderStore.id(answer.getPatientId(), answer.getAlertId()))
                .map(row -> codec.ladder(row, timerService.clock().now()))
                .flatMap(ladder -> LadderRules.refusal(ladder, answer))
                .ifPresent(line -> {
                    throw new Refusal(Reason.REFUSED_CAUSE, line);
                });
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElseThrow();
        decide(
                answer.getPatientId(),
                new Answered(answer, offset, timerService.clock().at(arrivedAt)));
    }

    private void hear(PageEvent event) {
        if (OWN.contains(event.getKind())) {
            return;
        }
        if (event.getKind() == PageEventKind.ACCEPTED && Canary.is(event.getPatientId())) {
            meters.canaryCameThrough(event.getAt());
        }
        boolean reachedNobody = event.getKind() == PageEventKind.UNDELIVERABLE && event.getChannel() == null;
        if (reachedNobody && !Canary.is(event.getPatientId())) {
            meters.reachedNobody();
        }
        decide(event.getPatientId(), new Reported(event));
    }

    /** Refuses an answer that lies where its ladder is not: it would be lost without a word, and paging would go on. */
    private void check(String key, String patientId) {
        if (!patientId.equals(key)) {
            throw new Refusal(Reason.KEY_MISMATCH, "the key is not the record's patientId");
        }
        int right = HomePartition.of(key, partitions);
        int here = context.taskId().partition();
        if (right != here) {
            throw new Refusal(Reason.WRONG_PARTITION, "partition " + here + ", but the key belongs to " + right);
        }
    }

    /**
     * Wakes a ladder that is due, and with it others of its patient that are, which then share a page; their own wake-ups will
     * find nothing to do. An ended ladder shares none: it is read alone, however many of them linger beside it.
     */
    private Optional<Instant> wake(String id, Instant now) {
        String patient = LadderStore.patientOf(id);
        String alertId = LadderStore.alertOf(id);
        List<String> due = dueLadders.at(patient, now);
        List<String> woken = due.contains(alertId) ? due : List.of(alertId);
        Function<String, Optional<Ladder>> standing = standing(patient, now);
        for (LadderDecision decision :
                rules.decide(new Due(woken, from -> assessments.since(patient, from)), standing, now)) {
            emit(patient, decision, standing.apply(decision.alertId()), now);
            decision.next().ifPresent(next -> timers.wake(LadderStore.id(patient, decision.alertId()), next));
        }
        return store.get(id).flatMap(row -> codec.ladder(row, now).nextWake());
    }

    private void decide(String patient, LadderEvent event) {
        Instant now = timerService.clock().now();
        Function<String, Optional<Ladder>> standing = standing(patient, now);
        for (LadderDecision decision : rules.decide(event, standing, now)) {
            emit(patient, decision, standing.apply(decision.alertId()), now);
            String id = LadderStore.id(patient, decision.alertId());
            decision.next().ifPresentOrElse(next -> timers.wake(id, next), () -> timers.cancel(id));
        }
    }

    private void emit(String patient, LadderDecision decision, Optional<Ladder> before, Instant now) {
        String id = LadderStore.id(patient, decision.alertId());
        Ladder after = decision.ladder().orElse(null);
        open.changed(before.orElse(null), after);
        dueLadders.changed(id, after);
        store.put(id, after == null ? null : codec.row(after));
        decision.pages().forEach(page -> context.forward(record(patient, page, now), EscalationProcessor.PAGES));
        decision.trail()
                .forEach(event -> context.forward(record(patient, event, now), EscalationProcessor.PAGE_EVENTS));
        if (!Canary.is(patient)) {
            meters.count(decision);
        }
    }

    private static Record<String, SpecificRecord> record(String patient, SpecificRecord value, Instant now) {
        return new Record<>(patient, value, now.toEpochMilli());
    }

    /** Keeps a ladder of release 0.1.0 with the times that it has now, and says so. */
    private void keep(String id, LadderDecision decision) {
        emit(
                LadderStore.patientOf(id),
                decision,
                decision.ladder(),
                timerService.clock().now());
        decision.next().ifPresent(next -> timers.wake(id, next));
    }

    /** Returns the patient's ladders as they stand now, each read once at most. */
    private Function<String, Optional<Ladder>> standing(String patient, Instant now) {
        Map<String, Optional<Ladder>> read = new HashMap<>();
        return alertId -> read.computeIfAbsent(
                alertId, unread -> store.get(LadderStore.id(patient, unread)).map(row -> codec.ladder(row, now)));
    }
}
