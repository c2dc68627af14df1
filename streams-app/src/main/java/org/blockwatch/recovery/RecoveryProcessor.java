package org.blockwatch.recovery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.event.Alert;
import org.blockwatch.recovery.Folding.Folded;
import org.blockwatch.schemas.Canary;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.timer.Ticks;
import org.blockwatch.timer.Timers;
import org.blockwatch.timer.Timers.Kind;
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

    /** The child that takes {@link Transitions} and climbs a ladder for each alert, in process. */
    public static final String LADDERS = "escalation";

    /** A tick and a commit, by the wall: however fast the engine's clock runs, an alert cannot start sooner. */
    private static final Duration ON_TIME = Duration.ofSeconds(1);

    private final Ticks ticks;
    private final Protocols protocols;
    private final Door door;
    private final Judge judge;
    private final Board board;
    private final RecoveryMeters meters;

    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable History history;
    private @Nullable Folding folding;
    private @Nullable Recoveries recoveries;
    private @Nullable Timers timers;

    /** @param partitions partition count of every keyed topic */
    public RecoveryProcessor(Ticks ticks, Protocols protocols, int partitions, MeterRegistry meters) {
        this.ticks = ticks;
        this.protocols = protocols;
        this.door = new Door(partitions, protocols, new Plausibility(meters));
        this.judge = new Judge(protocols);
        this.board = new Board(protocols);
        this.meters = new RecoveryMeters(meters);
    }

    /** The stores to connect it to, beside {@link Timers#store()}. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(History.store(StateSerde.of(RecordedStatement.class)), Recoveries.store());
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        history = new History(context.getStateStore(History.STORE));
        folding = new Folding(history, protocols);
        recoveries = new Recoveries(context.getStateStore(Recoveries.STORE), protocols.versions());
        timers = ticks.start(Kind.RECOVERY, context, this::wake);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        int partition = context.taskId().partition();
        Instant arrival = ticks.clock().at(record.timestamp());
        Envelope statement = door.admit(record.key(), record.value(), partition, arrival);
        Optional<RecordedStatement> known = history.find(statement.patientId(), statement.eventId());
        Novelty novelty = Novelty.of(statement, known);
        if (!Canary.is(statement.patientId())) {
            meters.statement(statement, novelty);
        }
        if (!novelty.changes()) {
            return;
        }
        history.put(new RecordedStatement(statement.statement(), arrival), known);
        Instant now = ticks.clock().now();
        Remembered before = recoveries.get(statement.patientId());
        Folded folded = folding.fold(before, statement, novelty, now);
        Optional<Instant> next;
        if (ticks.gate().isOpen(partition)) {
            next = judge(before, folded.recovery(), folded.occasion(), arrival, now);
        } else {
            next = Optional.of(now);
            recoveries.put(before, new Remembered(folded.recovery(), before.threads(), protocols.versions(), now));
        }
        next.ifPresent(at -> timers.wake(statement.patientId(), at));
    }

    /** Judges, unless the instant to judge at has moved later since the wake-up was set. */
    private Optional<Instant> wake(String patientId, Instant now) {
        Remembered kept = recoveries.get(patientId);
        if (kept.next() == null || kept.next().isAfter(now)) {
            return Optional.ofNullable(kept.next());
        }
        return judge(kept, folding.current(kept, now), new Occasion.Tick(), kept.next(), now);
    }

    /**
     * @param knowable when the occasion came: the arrival of a statement, or the instant that was due
     * @return when to judge again if nothing is charted until then
     */
    private Optional<Instant> judge(
            Remembered before, Recovery recovery, Occasion occasion, Instant knowable, Instant now) {
        String patientId = recovery.patientId();
        Judgement judgement = judge.judge(recovery, now);
        AlertThreads.Step step = before.threads()
                .after(judgement, occasion, patientId, ticks.clock().engine(ON_TIME));
        if (!step.transitions().isEmpty()) {
            forward(patientId, new Transitions(step.transitions()), LADDERS);
        }
        boolean synthetic = Canary.is(patientId);
        if (!synthetic) {
            step.transitions().forEach(alert -> publish(alert, knowable));
        }
        Remembered after = new Remembered(
                recovery.withoutClosed(now, protocols), step.threads(), protocols.versions(), judgement.next());
        if (!synthetic && (occasion instanceof Occasion.Tick || board.differs(before, after, now))) {
            forward(patientId, board.show(after, now), BOARD);
        }
        if (!folding.isWhole(recovery, now)) {
            meters.outlived(patientId);
        }
        recoveries.put(before, after);
        return Optional.ofNullable(judgement.next());
    }

    private void publish(Alert alert, Instant knowable) {
        meters.alert(alert, knowable);
        forward(alert.getPatientId(), alert, ALERTS);
    }

    private void forward(String patientId, Object value, String child) {
        context.forward(new Record<>(patientId, value, context.currentSystemTimeMs()), child);
    }
}
