package org.blockwatch.streams.patient;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Baseline;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.PatientStatus;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Place;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.state.BaselineState;
import org.blockwatch.state.OpenAlertState;
import org.blockwatch.state.PictureState;
import org.blockwatch.state.PositionState;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.state.RecoveryState;
import org.blockwatch.state.ThreadCount;
import org.blockwatch.streams.alert.AlertThread;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.alert.AlertedBlock;
import org.blockwatch.streams.alert.OpenAlert;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is kept of a patient from one record to the next.
 *
 * @param recovery the pictures
 * @param threads the alerts
 * @param protocols versions of the protocols under which the pictures were folded; under others they must be folded again. None: the
 *     pictures lack statements that the history has
 * @param next the next instant to judge at, or null
 * @param whereabouts where the patient lies, or null where that is not known
 * @param idleSince since when neither a block nor an alert has been open, or null where one is
 */
public record PatientState(
        Recovery recovery,
        AlertThreads threads,
        List<String> protocols,
        @Nullable Instant next,
        @Nullable Whereabouts whereabouts,
        @Nullable Instant idleSince) {

    /** How long a patient is remembered of whom nothing is open any more. A design default [D]. */
    static final Duration KEPT_IDLE = Duration.ofDays(7);

    public PatientState {
        protocols = List.copyOf(protocols);
    }

    /** Returns the state of a patient of whom nothing is known yet. */
    public static PatientState nothing(String patientId, List<String> protocols) {
        return new PatientState(Recovery.unknown(patientId), AlertThreads.NONE, protocols, null, null, null);
    }

    /** Returns where the patient lies, or null where that is not known. */
    public @Nullable Place place() {
        return whereabouts == null ? null : whereabouts.place();
    }

    /** Returns whether statements have been remembered that are still to be folded. */
    public boolean isPostponed() {
        return protocols.isEmpty();
    }

    /** Returns this state where statements have been remembered that are to be folded at an instant. */
    PatientState postponed(Instant until) {
        Instant earliest = next == null || until.isBefore(next) ? until : next;
        return new PatientState(recovery, threads, List.of(), earliest, whereabouts, idleSince);
    }

    /** Returns whether time alone asks for a judgement. */
    public boolean isDue(Instant now) {
        return next != null && !next.isAfter(now);
    }

    /**
     * Returns this state with the statements that are not contained yet, because the row from which this was read lags.
     *
     * @param history of the patient: all that stands later in order than what is contained, and maybe more
     */
    PatientState caughtUp(List<RecordedStatement> history, Protocols loaded) {
        List<Statement> later = history.stream()
                .map(RecordedStatement::getStatement)
                .map(SpecificRecord.class::cast)
                .flatMap(row -> StatementMapper.standing(row).stream())
                .filter(recovery::isInOrder)
                .toList();
        if (later.isEmpty()) {
            return this;
        }
        Stream<Whereabouts> stated = history.stream()
                .map(row -> StatementEnvelope.of(row.getStatement()))
                .flatMap(statement -> Whereabouts.in(statement).stream());
        Whereabouts latest = Whereabouts.latest(Stream.concat(Stream.ofNullable(whereabouts), stated));
        return new PatientState(recovery.after(later, loaded), threads, protocols, next, latest, idleSince);
    }

    /** Returns whether nothing has been open for so long that the patient is to be forgotten. */
    public boolean isForgettable(Instant now) {
        return idleSince != null && !now.isBefore(idleSince.plus(KEPT_IDLE));
    }

    /** Returns whether a block or alert is open, or may be. */
    boolean mayHaveOpen() {
        return !recovery.pictures().isEmpty() || !threads.open().isEmpty();
    }

    /** Writes it as a row of the store. */
    public RecoveryState write() {
        Baseline baseline = recovery.latestBaseline();
        Picture implicit = recovery.implicit();
        return RecoveryState.newBuilder()
                .setFoldedThrough(PictureCodec.write(recovery.foldedThrough()))
                .setBlocks(recovery.blocks().stream().map(PictureCodec::write).toList())
                .setImplicit(implicit == null ? null : PictureCodec.write(implicit))
                .setLatestBaseline(
                        baseline == null
                                ? null
                                : new BaselineState(
                                        PictureCodec.write(baseline.rank()), ExamCodec.write(baseline.exam())))
                .setDied(recovery.died())
                .setStay(HomeCodec.write(recovery.status().stay()))
                .setProtocols(protocols)
                .setOpenAlerts(threads.open().values().stream()
                        .map(PatientState::write)
                        .toList())
                .setCounts(writeCounts())
                .setNextAt(next)
                .setIdleSince(idleSince)
                .setLocation(whereabouts == null ? null : StatementMapper.location(whereabouts.place()))
                .setLocatedBy(whereabouts == null ? null : PictureCodec.write(whereabouts.stated()))
                .build();
    }

    /** Reads a row of the store: equals what was written. */
    public static PatientState read(String patientId, RecoveryState state) {
        PictureState implicit = state.getImplicit();
        Recovery recovery = new Recovery(
                patientId,
                PictureCodec.read(state.getFoldedThrough()),
                state.getBlocks().stream().map(PictureCodec::read).toList(),
                implicit == null ? null : PictureCodec.read(implicit),
                read(state.getLatestBaseline()),
                new PatientStatus(state.getDied(), HomeCodec.read(state.getStay())));
        Map<AlertThread, OpenAlert> open = new TreeMap<>();
        state.getOpenAlerts()
                .forEach(alert -> open.put(new AlertThread(alert.getBlockId(), alert.getCode()), read(alert)));
        return new PatientState(
                recovery,
                new AlertThreads(open, readCounts(state.getCounts())),
                state.getProtocols(),
                state.getNextAt(),
                whereabouts(state, recovery),
                state.getIdleSince());
    }

    /** Writes how many alerts each thread has had: all that outlives the row. */
    List<ThreadCount> writeCounts() {
        List<ThreadCount> counts = new ArrayList<>();
        threads.counted().forEach((thread, n) -> counts.add(new ThreadCount(thread.blockId(), thread.code(), n)));
        return counts;
    }

    /** Returns the state of a patient of whom nothing is known but how many alerts each thread has had. */
    static PatientState forgotten(String patientId, List<ThreadCount> counts, List<String> protocols) {
        AlertThreads threads = new AlertThreads(Map.of(), readCounts(counts));
        return new PatientState(Recovery.unknown(patientId), threads, protocols, null, null, null);
    }

    private static Map<AlertThread, Integer> readCounts(List<ThreadCount> counts) {
        return counts.stream()
                .collect(toMap(count -> new AlertThread(count.getBlockId(), count.getCode()), ThreadCount::getCount));
    }

    /** Releases before 0.3.0 kept the place with each block. */
    private static @Nullable Whereabouts whereabouts(RecoveryState state, Recovery recovery) {
        Position stated = PictureCodec.read(state.getLocatedBy());
        Place place = StatementMapper.place(state.getLocation());
        if (stated != null && place != null) {
            return new Whereabouts(stated, place);
        }
        Position through = recovery.foldedThrough();
        return through == null
                ? null
                : Stream.concat(Stream.ofNullable(state.getImplicit()), state.getBlocks().stream())
                        .flatMap(picture -> Stream.ofNullable(StatementMapper.place(picture.getLocation())))
                        .reduce((earlier, later) -> later)
                        .map(known -> new Whereabouts(through, known))
                        .orElse(null);
    }

    private static @Nullable Baseline read(@Nullable BaselineState baseline) {
        if (baseline == null) {
            return null;
        }
        PositionState rank = baseline.getRank();
        return new Baseline(
                new Position(rank.getOccurredAt(), rank.getEventId()), StatementMapper.exam(baseline.getExam()));
    }

    private static OpenAlertState write(OpenAlert alert) {
        Condition condition = alert.condition();
        return OpenAlertState.newBuilder()
                .setAlertId(alert.alertId())
                .setBlockId(alert.blockId())
                .setCode(condition.code())
                .setRule(condition.rule())
                .setPriority(condition.priority())
                .setDueAt(condition.dueAt())
                .setEvidence(List.copyOf(condition.evidence()))
                .setFlags(List.copyOf(condition.flags()))
                .setMissing(
                        condition.missing().stream().map(PictureCodec::write).toList())
                .setStartedAt(alert.startedAt())
                .setLateBy(alert.lateBy().toMillis())
                .setBlockAt(alert.blockAt())
                .setClockBasis(alert.clockBasis())
                .setProtocolVersion(alert.protocolVersion())
                .setLocation(StatementMapper.location(alert.told().place()))
                .setCertain(alert.certain())
                .setSetting(alert.told().setting())
                .build();
    }

    private static OpenAlert read(OpenAlertState alert) {
        Condition condition = new Condition(
                alert.getCode(),
                alert.getPriority(),
                alert.getDueAt(),
                Set.copyOf(alert.getEvidence()),
                Set.copyOf(alert.getFlags()),
                alert.getMissing().stream().map(PictureCodec::read).collect(toSet()));
        return new OpenAlert(
                alert.getAlertId(),
                new AlertedBlock(
                        alert.getBlockId(), alert.getBlockAt(), alert.getClockBasis(), alert.getProtocolVersion()),
                new OpenAlert.Start(alert.getStartedAt(), Duration.ofMillis(alert.getLateBy())),
                new OpenAlert.Told(condition, StatementMapper.place(alert.getLocation()), alert.getSetting()),
                alert.getCertain());
    }
}
