package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Place;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.event.Alert;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.state.RecoveryState;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.alert.Hindsight;
import org.blockwatch.streams.alert.JudgedPatient;
import org.blockwatch.streams.alert.Trigger;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.Whereabouts;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/**
 * One patient's chart and clock, without Kafka: what is charted arrives, what falls due fires, and every transition is
 * kept. Statements are taken in without admission. At one instant what is due fires before what arrives.
 */
public final class ChartedLines {

    private static final StateSerde<RecoveryState> STATE = StateSerde.of(RecoveryState.class);

    private final String patientId;
    private final Protocols protocols;
    private final Judge judge;
    private final Map<String, SpecificRecord> history = new TreeMap<>();
    private final List<Alert> transitions = new ArrayList<>();
    private Recovery recovery;
    private AlertThreads threads = AlertThreads.NONE;
    private Judgement judgement;
    private Instant now = Instant.MIN;

    ChartedLines(String patientId, Protocols protocols) {
        this.patientId = patientId;
        this.protocols = protocols;
        this.judge = new Judge(protocols);
        this.recovery = Recovery.unknown(patientId);
        this.judgement = judge.judge(recovery, Instant.EPOCH);
    }

    /** A statement, a revision, a retraction or a duplicate arrives. An earlier arrival counts as now. */
    void arrives(Instant at, SpecificRecord record) {
        runUntil(at);
        StatementEnvelope envelope = StatementEnvelope.of(record);
        SpecificRecord known = history.get(envelope.eventId());
        if (known != null && !envelope.isAfter(StatementEnvelope.of(known))) {
            return;
        }
        history.put(envelope.eventId(), record);
        if (known != null && envelope.saysTheSameAs(StatementEnvelope.of(known))) {
            return;
        }
        Optional<Statement> statement = StatementMapper.standing(record);
        Optional<Recovery> step =
                known == null ? statement.flatMap(s -> recovery.then(s, protocols)) : Optional.empty();
        recovery = step.orElseGet(this::fromScratch);
        judge(new Trigger.Corrected()); // so that what an alert rested on is always looked up again
    }

    /** Time goes by; what is due at the instant itself fires. */
    void runUntil(Instant until) {
        while (judgement.next() != null && !judgement.next().isAfter(until)) {
            now = judgement.next();
            judge(new Trigger.Tick());
        }
        now = now.isAfter(until) ? now : until;
    }

    public List<Alert> transitions() {
        return transitions;
    }

    AlertThreads threads() {
        return threads;
    }

    Judgement judgement() {
        return judgement;
    }

    public Judgement judgementAt(Instant instant) {
        return judge.judge(recovery, instant);
    }

    Recovery recovery() {
        return recovery;
    }

    Instant now() {
        return now;
    }

    List<Statement> standing() {
        return StatementMapper.standing(history.values());
    }

    Recovery fromScratch() {
        return Recovery.unknown(patientId).after(standing(), protocols);
    }

    private @Nullable Whereabouts whereabouts() {
        return history.values().stream()
                .map(StatementEnvelope::of)
                .filter(statement -> !statement.retracted() && statement.location() != null)
                .max(Comparator.comparing(StatementEnvelope::occurredAt).thenComparing(StatementEnvelope::eventId))
                .map(statement -> new Whereabouts(
                        new Position(statement.occurredAt(), statement.eventId()),
                        new Place(
                                statement.location().getUnit(),
                                statement.location().getBed())))
                .orElse(null);
    }

    /** Everything passes through its state's bytes, as it does in the store. */
    private void remember(PatientState kept) {
        PatientState read = PatientState.read(patientId, STATE.decode(STATE.encode(kept.write())));
        assertThat(read).isEqualTo(kept);
        recovery = read.recovery();
        threads = read.threads();
    }

    private void judge(Trigger trigger) {
        judgement = judge.judge(recovery, now);
        Whereabouts whereabouts = whereabouts();
        Place place = whereabouts == null ? null : whereabouts.place();
        JudgedPatient judged = new JudgedPatient(
                patientId, judgement, trigger, place, Hindsight.of(patientId, this::standing, protocols));
        AlertThreads.Step step = threads.after(judged, Duration.ofSeconds(1));
        transitions.addAll(step.transitions());
        remember(new PatientState(
                recovery.withoutClosed(now, protocols),
                step.threads(),
                protocols.versions(),
                judgement.next(),
                whereabouts,
                null));
    }
}
