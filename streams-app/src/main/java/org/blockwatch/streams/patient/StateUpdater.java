package org.blockwatch.streams.patient;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Block;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.alert.Trigger;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/**
 * Brings a patient's recovery up to date with a statement that the history has just taken in: by one step where that leads there,
 * otherwise by folding the history again. Both lead to the same recovery.
 */
final class StateUpdater {
    private static final Set<Aspect> ALL = EnumSet.allOf(Aspect.class);

    /** Time may begin a red-flag episode, or close a block. */
    private static final Set<Aspect> BY_TIME = EnumSet.of(Aspect.FINDINGS, Aspect.BLOCKS);

    private final StatementHistory history;
    private final Protocols protocols;
    private final List<String> versions;

    StateUpdater(StatementHistory history, Protocols protocols) {
        this.history = history;
        this.protocols = protocols;
        this.versions = protocols.versions();
    }

    Protocols protocols() {
        return protocols;
    }

    /** Brings a patient up to date with a statement. */
    StateUpdate fold(PatientState before, StatementChange change, Instant now) {
        Recovery recovery = before.recovery();
        Recovery after = step(before, change)
                .orElseGet(() -> isWhole(recovery, now) ? folded(recovery.patientId()) : added(recovery, change));
        return update(before, change, after);
    }

    /** Brings a patient up to date with protocols that were loaded since. */
    StateUpdate fold(PatientState before, Instant now) {
        Recovery recovery = before.recovery();
        if (isCurrent(before) || !isWhole(recovery, now)) {
            return byTime(before, recovery, BY_TIME);
        }
        StateUpdate update = byTime(before, folded(recovery.patientId()), ALL);
        return before.isPostponed() ? update.by(new Trigger.Corrected()) : update;
    }

    private StateUpdate byTime(PatientState before, Recovery after, Set<Aspect> touched) {
        Whereabouts whereabouts = before.isPostponed() ? stated(before) : before.whereabouts();
        PatientState next =
                new PatientState(after, before.threads(), versions, before.next(), whereabouts, before.idleSince());
        return new StateUpdate(before, next, new Trigger.Tick(), touched);
    }

    /** Where the history says that the patient lies; what was known where it says nothing. */
    private @Nullable Whereabouts stated(PatientState before) {
        Whereabouts latest = stated(before.recovery().patientId());
        return latest == null ? before.whereabouts() : latest;
    }

    private @Nullable Whereabouts stated(String patientId) {
        return Whereabouts.latest(history.of(patientId).stream()
                .map(row -> StatementEnvelope.of(row.getStatement()))
                .flatMap(statement -> Whereabouts.in(statement).stream()));
    }

    /** Returns the update of a patient whose history will be folded at an instant; until then nothing is to be told. */
    StateUpdate postponed(PatientState before, Instant until) {
        return new StateUpdate(before, before.postponed(until), new Trigger.Corrected(), Set.of());
    }

    /** Returns the recovery by one step; empty where that does not lead there. */
    Optional<Recovery> step(PatientState before, StatementChange change) {
        return isCurrent(before)
                ? change.added().flatMap(statement -> before.recovery().then(statement, protocols))
                : Optional.empty();
    }

    /**
     * Returns the recovery with a change that concerns no block, folded from a checkpoint; empty where none serves. Forgets the
     * checkpoints that the change makes untrue.
     */
    Optional<Recovery> fromCheckpoint(Recovery recovery, StatementChange change, Checkpoints checkpoints) {
        Optional<Recovery> inserted = change.added()
                .filter(late -> !(late instanceof Vitals))
                .flatMap(late -> checkpoints.insert(
                        late,
                        recovery,
                        position -> history.at(recovery.patientId(), position)
                                .flatMap(row -> StatementMapper.standing((SpecificRecord) row.getStatement())),
                        protocols));
        if (inserted.isPresent()) {
            return inserted;
        }
        Optional<Instant> from = change.changed().map(Statement::occurredAt).min(Comparator.naturalOrder());
        if (from.isEmpty()) {
            return Optional.of(recovery); // taken back before it came
        }
        checkpoints.forgetSince(from.get());
        return checkpoints.before(from.get()).flatMap(checkpoint -> onwards(recovery.patientId(), checkpoint));
    }

    /**
     * Returns a checkpoint with all that stands after it; empty where that is not apart from it: a block may begin before it, and what is
     * of one instant is folded together.
     */
    private Optional<Recovery> onwards(String patientId, Recovery checkpoint) {
        Instant at = Objects.requireNonNull(checkpoint.foldedThrough()).occurredAt();
        List<Statement> later = standing(history.of(patientId, at, eventId -> {})).stream()
                .filter(checkpoint::isInOrder)
                .toList();
        boolean apart = later.stream()
                .noneMatch(statement ->
                        statement instanceof Procedure || statement.occurredAt().equals(at));
        return apart ? Optional.of(checkpoint.after(later, protocols)) : Optional.empty();
    }

    /**
     * Returns the recovery where the history has dropped what its pictures rest on: folding again would forget that. The kept pictures
     * take what is new or is now later than all else, and keep what was taken back.
     */
    private Recovery added(Recovery recovery, StatementChange change) {
        return change.next()
                .filter(statement -> change.isNew() || recovery.isInOrder(statement))
                .map(statement -> recovery.after(List.of(statement), protocols))
                .orElse(recovery);
    }

    /** Returns the update that a statement makes. */
    StateUpdate update(PatientState before, StatementChange change, Recovery after) {
        boolean inOrder = change.added().filter(before.recovery()::isInOrder).isPresent();
        Set<Aspect> touched =
                isCurrent(before) ? touched(before.recovery(), after, change) : EnumSet.allOf(Aspect.class);
        Whereabouts whereabouts = whereabouts(before.whereabouts(), change);
        if (!Objects.equals(whereabouts, before.whereabouts())) {
            touched.add(Aspect.PLACE);
        }
        PatientState next =
                new PatientState(after, before.threads(), versions, before.next(), whereabouts, before.idleSince());
        return new StateUpdate(before, next, trigger(change, inOrder, touched), touched);
    }

    private static Trigger trigger(StatementChange change, boolean inOrder, Set<Aspect> touched) {
        if (inOrder) {
            return new Trigger.Stated(change.envelope().occurredAt());
        }
        return touched.equals(Set.of(Aspect.VITAL_SIGNS)) ? new Trigger.Remeasured() : new Trigger.Corrected();
    }

    /** Where the patient lies: by the statement that has come, if it is the latest that says so; else by the others. */
    private @Nullable Whereabouts whereabouts(@Nullable Whereabouts known, StatementChange change) {
        if (known != null && known.stated().eventId().equals(change.envelope().eventId())) {
            return stated(change.patientId());
        }
        Optional<Whereabouts> stated = Whereabouts.in(change.envelope());
        return Whereabouts.latest(Stream.concat(Stream.ofNullable(known), stated.stream()));
    }

    /** What its type says something about, and what of the blocks is seen to have changed. */
    private static Set<Aspect> touched(Recovery before, Recovery after, StatementChange change) {
        Set<Aspect> touched = change.aspects();
        List<Picture> was = before.pictures();
        List<Picture> is = after.pictures();
        if (before.died() != after.died() || was.size() != is.size()) {
            touched.add(Aspect.BLOCKS);
        }
        for (int n = 0; n < Math.min(was.size(), is.size()); n++) {
            Block block = is.get(n).block();
            if (!block.equals(was.get(n).block())) {
                touched.add(Aspect.BLOCKS);
            }
        }
        return touched;
    }

    /** Returns whether a patient was folded by the protocols that are loaded. */
    boolean isCurrent(PatientState patient) {
        return patient.protocols().equals(versions);
    }

    private Recovery folded(String patientId) {
        return Recovery.unknown(patientId).after(standing(patientId), protocols);
    }

    /** Returns the statements of a patient that stand. */
    List<Statement> standing(String patientId) {
        return standing(history.of(patientId));
    }

    /** Returns the statements of a patient that stand and occurred after an instant, through another; all after {@link Instant#MIN}. */
    List<Statement> standing(String patientId, Instant after, Instant through) {
        return after.equals(Instant.MIN)
                ? standing(patientId)
                : standing(history.of(patientId, after, through)).stream()
                        .filter(statement -> statement.occurredAt().isAfter(after))
                        .toList();
    }

    private static List<Statement> standing(List<RecordedStatement> rows) {
        return StatementMapper.standing(
                rows.stream().map(row -> (SpecificRecord) row.getStatement()).toList());
    }

    /** Returns whether the history still has all that the pictures rest on. */
    boolean isWhole(Recovery recovery, Instant now) {
        Instant horizon = StatementHistory.horizon(now);
        for (Picture picture : recovery.pictures()) {
            if (restsOnSince(picture).isBefore(horizon)) {
                return false;
            }
        }
        return true;
    }

    private Instant restsOnSince(Picture picture) {
        return picture.block().s0().minus(protocols.of(picture.block()).within().baseline());
    }
}
