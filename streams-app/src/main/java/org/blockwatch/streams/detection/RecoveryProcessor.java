package org.blockwatch.streams.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.clinical.rule.RuleBook;
import org.blockwatch.event.Alert;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.Canary;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.alert.AlertTransitions;
import org.blockwatch.streams.alert.Trigger;
import org.blockwatch.streams.patient.CachedPatient;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.PatientStates;
import org.blockwatch.streams.patient.StateUpdater;
import org.blockwatch.streams.patient.StateUpdater.Folded;
import org.blockwatch.streams.patient.StatementHistory;
import org.blockwatch.streams.statement.PlausibilityFilter;
import org.blockwatch.streams.statement.RevisionStatus;
import org.blockwatch.streams.statement.StatementAdmission;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;
import org.blockwatch.streams.timer.Timers.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Detection for the patients of one task. A statement is admitted, kept in the history and folded into its patient's recovery, and the
 * patient is judged; a wake-up judges without a statement. What a judgement changes is forwarded: all of it at once to {@link #LADDERS},
 * each alert to {@link #ALERTS}, what a board shows to {@link #BOARD}. What is judged of a {@link Canary} stays in process: it is on no
 * topic of alerts, on no board and in no count.
 *
 * <p>Everything that can refuse a statement comes before the first write. While the past is still being read, statements are folded and
 * not judged: each patient is judged once, by a wake-up, when all that was charted meanwhile is known.
 */
public final class RecoveryProcessor implements Processor<String, SpecificRecord, String, Object> {
    /** The child that takes alert transitions out. */
    public static final String ALERTS = "alerts";

    /** The child that takes out what a board shows. */
    public static final String BOARD = "recovery-views";

    /** The child that takes {@link AlertTransitions} and climbs a ladder for each alert, in process. */
    public static final String LADDERS = "escalation";

    /** A tick and a commit, by the wall: however fast the engine's clock runs, an alert cannot start sooner. */
    private static final Duration ON_TIME = Duration.ofSeconds(1);

    private final TimerService ticks;
    private final Protocols protocols;
    private final StatementAdmission door;
    private final Judge judge;
    private final RecoveryViewWriter board;
    private final RecoveryMeters meters;
    private final List<String> versions;
    private final int atHand;

    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable StatementHistory history;
    private @Nullable StateUpdater folding;
    private @Nullable PatientStates recoveries;
    private @Nullable Timers timers;
    private @Nullable OpenCounter census;
    private @Nullable Cancellable counting;

    /**
     * A processor of one task.
     *
     * @param partitions partition count of every keyed topic
     * @param atHand how many patients are kept as objects beside the stores
     */
    public RecoveryProcessor(
            TimerService ticks, Protocols protocols, int partitions, int atHand, RecoveryMeters meters) {
        this.ticks = ticks;
        this.protocols = protocols;
        this.door = new StatementAdmission(partitions, protocols, new PlausibilityFilter(meters.registry()));
        this.judge = new Judge(protocols);
        this.board = new RecoveryViewWriter(protocols);
        this.meters = meters;
        this.versions = protocols.versions();
        this.atHand = atHand;
    }

    /** The stores to connect it to, beside {@link Timers#store()}. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(StatementHistory.store(), PatientStates.store());
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        history = new StatementHistory(context.getStateStore(StatementHistory.STORE));
        folding = new StateUpdater(history, protocols);
        recoveries = new PatientStates(context.getStateStore(PatientStates.STORE), history, protocols, atHand);
        timers = ticks.start(Kind.RECOVERY, context, this::wake);
        census = meters.open().census(context.taskId().partition(), recoveries, protocols);
        counting = context.schedule(ticks.interval(), PunctuationType.WALL_CLOCK_TIME, tick -> {
            if (census.goOn()) {
                counting.cancel();
            }
        });
    }

    @Override
    public void close() {
        ticks.stop(timers);
        if (census != null) {
            census.close();
        }
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        int partition = context.taskId().partition();
        Instant arrival = ticks.clock().at(record.timestamp());
        StatementEnvelope statement = door.admit(record.key(), record.value(), partition, arrival);
        CachedPatient patient = recoveries.of(statement.patientId());
        Optional<RecordedStatement> known = patient.maybeHas(statement.eventId())
                ? history.find(statement.patientId(), statement.eventId())
                : Optional.empty();
        RevisionStatus novelty = RevisionStatus.of(statement, known);
        if (!Canary.is(statement.patientId())) {
            meters.statement(statement, novelty, arrival);
        }
        if (!novelty.changes()) {
            return;
        }
        history.put(new RecordedStatement(statement.statement(), arrival), known);
        patient.noted(statement.eventId());
        Instant now = ticks.clock().now();
        PatientState before = patient.remembered();
        Folded folded = folding.fold(patient, statement, known, novelty, now);
        if (!ticks.gate().isOpen(partition)) {
            Instant due = before.isDue(now) ? before.next() : now;
            keep(patient, new PatientState(folded.recovery(), before.threads(), versions, due), folded.follows());
        } else if (statement.statement() instanceof VitalSigns && isQuiet(before, folded, now)) {
            settle(
                    patient,
                    folded.recovery().withoutClosed(now, protocols),
                    before.threads(),
                    before.next(),
                    folded,
                    now);
        } else {
            judge(patient, folded, arrival, now);
        }
        wake(before, patient.remembered(), now);
    }

    /** A wake-up stands for what was remembered before, at its instant or earlier unless that has passed; an earlier one stays. */
    private void wake(PatientState before, PatientState after, Instant now) {
        Instant next = after.next();
        boolean stands = before.next() != null && !before.isDue(now);
        if (next != null && !(stands && !next.isBefore(before.next()))) {
            timers.wake(after.recovery().patientId(), next);
        }
    }

    /** Whether a judgement would come to what the last one came to, for want of anything new that a rule looks at. */
    private boolean isQuiet(PatientState before, Folded folded, Instant now) {
        return folded.step()
                && !before.isDue(now)
                && before.threads().open().keySet().stream()
                        .noneMatch(thread -> RuleBook.of(thread.code()).readsVitalSigns())
                && judge.isQuiet(folded.recovery(), now)
                && folding.isWhole(folded.recovery(), now);
    }

    /** Judges, unless the instant to judge at has moved later since the wake-up was set. */
    private Optional<Instant> wake(String patientId, Instant now) {
        CachedPatient patient = recoveries.of(patientId);
        PatientState kept = patient.remembered();
        if (kept.isDue(now)) {
            Folded current = new Folded(folding.current(kept, now), new Trigger.Tick(), false, false);
            judge(patient, current, kept.next(), now);
        }
        return Optional.ofNullable(patient.remembered().next());
    }

    /** @param knowable when the occasion came: the arrival of a statement, or the instant that was due */
    private void judge(CachedPatient patient, Folded folded, Instant knowable, Instant now) {
        Recovery recovery = folded.recovery();
        String patientId = recovery.patientId();
        Judgement judgement = judge.judge(recovery, now);
        AlertThreads.Step step = patient.remembered()
                .threads()
                .after(judgement, folded.occasion(), patientId, ticks.clock().engine(ON_TIME));
        if (!step.transitions().isEmpty()) {
            forward(patientId, new AlertTransitions(step.transitions()), LADDERS);
        }
        if (!Canary.is(patientId)) {
            step.transitions().forEach(alert -> publish(alert, knowable));
        }
        if (!folding.isWhole(recovery, now)) {
            meters.outlived(patientId);
        }
        settle(patient, recovery.withoutClosed(now, protocols), step.threads(), judgement.next(), folded, now);
    }

    /** Keeps what has been found, and tells the board. */
    private void settle(
            CachedPatient patient,
            Recovery recovery,
            AlertThreads threads,
            @Nullable Instant next,
            Folded folded,
            Instant now) {
        PatientState before = patient.remembered();
        PatientState after = new PatientState(recovery, threads, versions, next);
        if (!Canary.is(recovery.patientId())) {
            boolean anyway = folded.occasion() instanceof Trigger.Tick;
            board.news(before, after, anyway, now).ifPresent(view -> forward(recovery.patientId(), view, BOARD));
        }
        keep(patient, after, folded.follows() && recovery == folded.recovery());
    }

    private void keep(CachedPatient patient, PatientState after, boolean follows) {
        PatientState before = patient.remembered();
        recoveries.keep(patient, after, follows);
        census.changed(before, after);
    }

    private void publish(Alert alert, Instant knowable) {
        meters.alert(alert, knowable);
        forward(alert.getPatientId(), alert, ALERTS);
    }

    private void forward(String patientId, Object value, String child) {
        context.forward(new Record<>(patientId, value, context.currentSystemTimeMs()), child);
    }
}
