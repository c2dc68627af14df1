package org.blockwatch.bench.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.blockwatch.bench.engine.Assignment;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.event.Alert;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.state.RecoveryState;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.alert.Hindsight;
import org.blockwatch.streams.alert.JudgedPatient;
import org.blockwatch.streams.alert.Trigger;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.site.ProtocolFile;
import org.blockwatch.streams.statement.StatementMapper;

/**
 * What RecoveryProcessor does, as a Flink function: history, pictures and alerts of a patient in keyed state, one processing-time timer a
 * patient. Statements that the door would refuse are not refused here: there are none in a benchmark.
 */
final class DetectionFunction
        extends KeyedProcessFunction<String, Tuple3<String, byte[], Long>, Tuple2<String, byte[]>> {
    private static final long serialVersionUID = 1;
    private static final Duration ON_TIME = Duration.ofSeconds(1);

    private final String assignment;
    private transient EngineClock clock;
    private transient Protocols protocols;
    private transient Judge judge;
    private transient AvroDeserializer<SpecificRecord> statements;
    private transient AvroSerializer<SpecificRecord> alerts;
    private transient StateSerde<RecoveryState> recoverySerde;
    private transient StateSerde<RecordedStatement> statementSerde;
    private transient ValueState<byte[]> recovery;
    private transient MapState<String, byte[]> history;
    private transient ValueState<Long> timer;

    DetectionFunction(String assignment) {
        this.assignment = assignment;
    }

    @Override
    public void open(OpenContext context) {
        Assignment read = Assignment.read(assignment);
        clock = read.clock();
        protocols = ProtocolFile.shipped();
        judge = new Judge(protocols);
        RegistryClient registry = RegistryClient.of(Map.of("schema.registry.url", read.registryUrl()));
        statements = new AvroDeserializer<>(registry);
        alerts = new AvroSerializer<>(registry);
        recoverySerde = StateSerde.of(RecoveryState.class);
        statementSerde = StateSerde.of(RecordedStatement.class);
        var bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
        recovery = getRuntimeContext().getState(new ValueStateDescriptor<>("recovery", bytes));
        history = getRuntimeContext().getMapState(new MapStateDescriptor<>("history", Types.STRING, bytes));
        timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
    }

    @Override
    public void processElement(
            Tuple3<String, byte[], Long> record, Context context, Collector<Tuple2<String, byte[]>> out)
            throws Exception {
        SpecificRecord value = statements.deserialize("statements", record.f1);
        if (value == null) {
            return; // a tombstone states nothing
        }
        String eventId = (String) field(value, "eventId");
        byte[] known = history.get(eventId);
        if (known != null
                && revision(value)
                        <= revision(
                                (SpecificRecord) statementSerde.decode(known).getStatement())) {
            return;
        }
        history.put(eventId, statementSerde.encode(new RecordedStatement(value, clock.at(record.f2))));
        PatientState before = remembered(record.f0);
        Optional<Statement> statement = StatementMapper.standing(value);
        var foldedThrough = before.recovery().foldedThrough();
        boolean inOrder = foldedThrough == null
                || statement.map(s -> s.position().compareTo(foldedThrough) > 0).orElse(false);
        boolean fresh = known == null && statement.isPresent();
        Recovery after = fresh
                ? before.recovery().then(statement.get(), protocols).orElseGet(() -> fromScratch(record.f0))
                : fromScratch(record.f0);
        Trigger trigger = fresh && inOrder ? new Trigger.Stated(statement.get().occurredAt()) : new Trigger.Corrected();
        judge(before, after, trigger, context, out);
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Tuple2<String, byte[]>> out) throws Exception {
        timer.clear();
        PatientState kept = remembered(context.getCurrentKey());
        if (kept.next() != null && !kept.next().isAfter(clock.now())) {
            judge(kept, kept.recovery(), new Trigger.Tick(), context, out);
        } else if (kept.next() != null) {
            wake(kept.next(), context);
        }
    }

    private void judge(
            PatientState before,
            Recovery after,
            Trigger trigger,
            Context context,
            Collector<Tuple2<String, byte[]>> out)
            throws Exception {
        Instant now = clock.now();
        Judgement judgement = judge.judge(after, now);
        String patientId = context.getCurrentKey();
        Hindsight hindsight = Hindsight.of(patientId, this::standing, protocols);
        AlertThreads.Step step =
                before.threads().after(new JudgedPatient(patientId, judgement, trigger, null, hindsight), ON_TIME);
        for (Alert alert : step.transitions()) {
            out.collect(Tuple2.of(context.getCurrentKey(), alerts.serialize(Topics.ALERTS.topicName(), alert)));
        }
        PatientState next = new PatientState(
                after.withoutClosed(now, protocols),
                step.threads(),
                protocols.versions(),
                judgement.next(),
                null,
                null);
        if (!next.equals(before)) {
            recovery.update(recoverySerde.encode(next.write()));
        }
        if (judgement.next() != null) {
            wake(judgement.next(), context);
        }
    }

    /** By the wall, as Blockwatch's timers: one that stands earlier stays, and looks again. */
    private void wake(Instant due, Context context) throws IOException {
        long wall = context.timerService().currentProcessingTime()
                + Duration.between(clock.now(), due).toMillis();
        Long standing = timer.value();
        if (standing == null || standing > wall) {
            if (standing != null) {
                context.timerService().deleteProcessingTimeTimer(standing);
            }
            context.timerService().registerProcessingTimeTimer(wall);
            timer.update(wall);
        }
    }

    private PatientState remembered(String patientId) throws IOException {
        byte[] state = recovery.value();
        return state == null
                ? PatientState.nothing(patientId, protocols.versions())
                : PatientState.read(patientId, recoverySerde.decode(state));
    }

    private Recovery fromScratch(String patientId) {
        return Recovery.unknown(patientId).after(standing(), protocols);
    }

    private List<Statement> standing() {
        List<SpecificRecord> kept = new ArrayList<>();
        try {
            for (byte[] row : history.values()) {
                kept.add((SpecificRecord) statementSerde.decode(row).getStatement());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return StatementMapper.standing(kept);
    }

    private static int revision(SpecificRecord statement) {
        return (int) field(statement, "revision");
    }

    private static Object field(SpecificRecord statement, String name) {
        return statement.get(statement.getSchema().getField(name).pos());
    }
}
