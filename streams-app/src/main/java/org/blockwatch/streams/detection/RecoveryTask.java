package org.blockwatch.streams.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.clinical.rule.RuleBook;
import org.blockwatch.schemas.Canary;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.alert.JudgedPatient;
import org.blockwatch.streams.patient.Aspect;
import org.blockwatch.streams.patient.BlockLimit;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.PatientStates;
import org.blockwatch.streams.patient.StateUpdate;
import org.blockwatch.streams.patient.StatementChange;
import org.blockwatch.streams.statement.RevisionStatus;
import org.blockwatch.streams.statement.StatementAdmission;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;
import org.blockwatch.streams.timer.Timers.Kind;

/**
 * Detects for the patients of one task, from when its stores are open until it leaves.
 *
 * <p>Everything that can refuse a statement comes before the first write. While the past is still being read, statements are folded and
 * not judged: each patient is judged once, by a wake-up, when all that was charted meanwhile is known.
 */
final class RecoveryTask implements AutoCloseable {
    /** A tick and a commit, by the wall: however fast the engine's clock runs, an alert cannot start sooner. */
    private static final Duration ON_TIME = Duration.ofSeconds(1);

    private final TimerService timerService;
    private final Protocols protocols;
    private final StatementAdmission admission;
    private final PatientStates states;
    private final RecoveryMeters meters;
    private final Judge judge;
    private final int partition;
    private final RecoveryOutput output;
    private final Timers timers;
    private final OpenCounter counter;

    /** To be made in a processor's {@code init}. */
    RecoveryTask(
            ProcessorContext<String, Object> context,
            TimerService timerService,
            Protocols protocols,
            StatementAdmission admission,
            PatientStates states,
            RecoveryMeters meters) {
        this.timerService = timerService;
        this.protocols = protocols;
        this.admission = admission;
        this.states = states;
        this.meters = meters;
        this.judge = new Judge(protocols);
        this.partition = context.taskId().partition();
        this.output = new RecoveryOutput(context, protocols, states, meters);
        this.timers = timerService.start(Kind.RECOVERY, context, this::wake);
        this.counter = meters.open().counter(partition, states, protocols);
        counter.start(context, timerService.interval());
    }

    /** Takes in one record: admit, remember, fold, judge, tell. */
    void process(Record<String, SpecificRecord> record) {
        Instant arrival = timerService.clock().at(record.timestamp());
        StatementEnvelope statement = admission.admit(record.key(), record.value(), partition, arrival);
        PatientState before = states.of(statement.patientId());
        BlockLimit.check(statement, before, states.blocks(statement.patientId()));
        remember(statement, arrival).ifPresent(change -> {
            Instant now = timerService.clock().now();
            StateUpdate update = judge(states.fold(before, change, now), arrival, now);
            output.stated(change, update);
            output.view(update, now);
            output.followUp(update, now);
            keep(update);
            wakeLater(update, now);
        });
    }

    /** Remembers a statement, if it changes anything. */
    private Optional<StatementChange> remember(StatementEnvelope statement, Instant arrival) {
        Optional<RecordedStatement> known = states.find(statement.patientId(), statement.eventId());
        RevisionStatus status = RevisionStatus.of(statement, known);
        if (!Canary.is(statement.patientId())) {
            meters.statement(statement, status, arrival);
        }
        if (!status.changes()) {
            if (status == RevisionStatus.DUPLICATE) {
                known.ifPresent(row -> moveUp(row, statement));
            }
            return Optional.empty();
        }
        states.remember(new RecordedStatement(statement.statement(), arrival), known);
        return Optional.of(StatementChange.of(statement, known, status));
    }

    /** What says the same again later replaces what is lower than it, though nothing changes. */
    private void moveUp(RecordedStatement known, StatementEnvelope again) {
        if (again.isAfter(StatementEnvelope.of(known.getStatement()))) {
            states.remember(new RecordedStatement(again.statement(), known.getReceivedAt()), Optional.of(known));
        }
    }

    /**
     * Judges, and tells what that changes of the alerts; unless the past is still being read, or there is nothing new to judge.
     *
     * @param knowable when what is judged could be known: the arrival of a statement, or the instant that was due
     */
    private StateUpdate judge(StateUpdate folded, Instant knowable, Instant now) {
        PatientState before = folded.before();
        if (!timerService.gate().isOpen(partition)) {
            return folded.awaiting(before.next() != null && before.isDue(now) ? before.next() : now);
        }
        if (folded.after().isPostponed()) {
            meters.postponed();
            return folded.awaiting(Objects.requireNonNull(folded.after().next())); // when what waits is folded
        }
        if (isQuiet(folded, now)) {
            return folded.judged(before.threads(), before.next(), now, protocols);
        }
        Judgement judgement = judge.judge(folded.after().recovery(), now);
        JudgedPatient judged = new JudgedPatient(
                folded.patientId(),
                judgement,
                folded.trigger(),
                folded.after().place(),
                states.hindsight(folded.after(), now));
        AlertThreads.Step step =
                before.threads().after(judged, timerService.clock().engine(ON_TIME));
        output.transitions(folded.patientId(), step.transitions(), knowable);
        if (!states.isWhole(folded.after(), now)) {
            meters.outlived(folded.patientId());
        }
        Instant next = output.next(judgement.next(), folded.after().recovery(), now);
        return folded.judged(step.threads(), next, now, protocols);
    }

    /** Whether a judgement would come to what the last one came to: only vital signs are new, and no rule finds anything in them. */
    private boolean isQuiet(StateUpdate folded, Instant now) {
        return folded.touchesOnly(Aspect.VITAL_SIGNS)
                && !folded.before().isDue(now)
                && folded.before().threads().open().keySet().stream()
                        .noneMatch(thread -> RuleBook.of(thread.code()).readsVitalSigns())
                && judge.isQuiet(folded.after().recovery(), now)
                && states.isWhole(folded.after(), now);
    }

    /** Judges a patient, unless the instant to judge at has moved later since the wake-up was set; says when to look again. */
    private Optional<Instant> wake(String patientId, Instant now) {
        PatientState state = states.of(patientId);
        Instant due = state.next();
        if (due == null || !state.isDue(now)) {
            return Optional.ofNullable(due);
        }
        if (state.isForgettable(now)) {
            states.forget(state);
            output.forgotten(state, now);
            return Optional.empty();
        }
        StateUpdate update = judge(states.fold(state, now), due, now);
        output.view(update, now);
        output.followUp(update, now);
        keep(update);
        return Optional.ofNullable(update.after().next());
    }

    private void keep(StateUpdate update) {
        states.keep(update);
        counter.changed(update);
    }

    /** A wake-up stands for what was remembered before, at its instant or earlier unless that has passed; an earlier one stays. */
    private void wakeLater(StateUpdate update, Instant now) {
        Instant standing = update.before().isDue(now) ? null : update.before().next();
        Instant next = update.after().next();
        if (next != null && (standing == null || next.isBefore(standing))) {
            timers.wake(update.patientId(), next);
        }
    }

    /** The task leaves. */
    @Override
    public void close() {
        timerService.stop(timers);
        counter.close();
    }
}
