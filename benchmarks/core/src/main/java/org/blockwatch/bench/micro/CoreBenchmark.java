package org.blockwatch.bench.micro;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.blockwatch.bench.feed.LongStay;
import org.blockwatch.clinical.Briefing;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.RecoveryState;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.site.ProtocolFile;
import org.blockwatch.streams.statement.StatementMapper;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The pure core, and what it costs to keep its result: on a patient with a deficit five hours after the block. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CoreBenchmark {
    private static final Instant BLOCK_AT = Instant.parse("2026-03-01T09:00:00Z");
    private static final int FIVE_HOURS = 31;
    private static final int LONG = 300;

    private final Protocols protocols = ProtocolFile.shipped();
    private final Judge judge = new Judge(protocols);
    private final StateSerde<RecoveryState> serde = StateSerde.of(RecoveryState.class);
    private List<Statement> longHistory;
    private Recovery recovery;
    private Statement nextVitals;
    private Statement nextAssessment;
    private Instant now;
    private Picture picture;
    private Protocol protocol;
    private PatientState remembered;
    private byte[] state;

    /** Statements 0 to 30 are folded; 31 is an assessment, 32 vital signs. */
    @Setup
    public void chart() {
        longHistory = StatementMapper.standing(LongStay.statements(LONG, BLOCK_AT));
        List<Statement> known = longHistory.subList(0, FIVE_HOURS);
        recovery = Recovery.unknown(LongStay.PATIENT).after(known, protocols);
        nextAssessment = longHistory.get(FIVE_HOURS);
        nextVitals = longHistory.get(FIVE_HOURS + 1);
        now = known.get(FIVE_HOURS - 1).occurredAt().plusSeconds(60);
        picture = recovery.pictures().get(0);
        protocol = protocols.of(picture.block());
        remembered = new PatientState(recovery, AlertThreads.NONE, protocols.versions(), now, null, null);
        state = serde.encode(remembered.write());
    }

    /** Every rule about the patient's one block. */
    @Benchmark
    public Judgement judge() {
        return judge.judge(recovery, now);
    }

    /** One assessment more, in order. */
    @Benchmark
    public Recovery foldAssessment() {
        return recovery.then(nextAssessment, protocols).orElseThrow();
    }

    /** One set of vital signs more, in order. */
    @Benchmark
    public Recovery foldVitals() {
        return recovery.then(nextVitals, protocols).orElseThrow();
    }

    /** What a late statement sets off: the whole history again. */
    @Benchmark
    public Recovery refold300() {
        return Recovery.unknown(LongStay.PATIENT).after(longHistory, protocols);
    }

    /** What people are told by one alert. */
    @Benchmark
    public List<?> alertText() {
        Briefing briefing = Briefing.on(picture, now, protocol, ZoneOffset.UTC);
        return List.of(
                briefing,
                protocol.toDo(
                        AlertCode.DEFICIT_PERSISTS_4H,
                        Priority.MEDIUM,
                        Duration.between(picture.block().t0(), now)));
    }

    /** The patient's state as bytes. */
    @Benchmark
    public byte[] writeState() {
        return serde.encode(remembered.write());
    }

    /** And back. */
    @Benchmark
    public PatientState readState() {
        return PatientState.read(LongStay.PATIENT, serde.decode(state));
    }
}
