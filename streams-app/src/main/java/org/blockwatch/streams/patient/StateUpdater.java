package org.blockwatch.streams.patient;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.alert.Trigger;
import org.blockwatch.streams.statement.RevisionStatus;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;

/**
 * Brings a patient's recovery up to date with a statement that the history has just taken in: by one step where that leads there,
 * otherwise anew from the history. Both lead to the same recovery.
 */
public final class StateUpdater {
    private final StatementHistory history;
    private final Protocols protocols;
    private final List<String> versions;

    public StateUpdater(StatementHistory history, Protocols protocols) {
        this.history = history;
        this.protocols = protocols;
        this.versions = protocols.versions();
    }

    /**
     * A recovery, and what led to it.
     *
     * @param step whether it is one step from the recovery before, by a new statement
     * @param follows whether moreover that statement is later in order than all before
     */
    public record Folded(Recovery recovery, Trigger occasion, boolean step, boolean follows) {}

    /**
     * Takes in the statement.
     *
     * @param known the former revision of it, if any
     * @param novelty what it is to what was known of it
     * @param now the engine's clock
     */
    public Folded fold(
            CachedPatient patient,
            StatementEnvelope next,
            Optional<RecordedStatement> known,
            RevisionStatus novelty,
            Instant now) {
        PatientState before = patient.remembered();
        Recovery recovery = before.recovery();
        Optional<Statement> statement = StatementMapper.standing(next.statement());
        Trigger occasion = occasion(recovery, statement, novelty);
        Optional<Recovery> step = novelty == RevisionStatus.NEW && isCurrent(before)
                ? statement.flatMap(stated -> recovery.then(stated, protocols))
                : Optional.empty();
        if (step.isPresent()) {
            boolean follows = occasion instanceof Trigger.Stated;
            if (!(statement.get() instanceof Vitals vitals)) {
                patient.milestones().note(statement.get().position());
            } else if (!follows) {
                patient.milestones().take(vitals, protocols);
            }
            return new Folded(step.get(), occasion, true, follows);
        }
        Optional<Statement> former =
                known.flatMap(row -> StatementMapper.standing((SpecificRecord) row.getStatement()));
        if (isWhole(recovery, now)) {
            Optional<Recovery> inserted = novelty == RevisionStatus.NEW && isCurrent(before)
                    ? statement.flatMap(stated -> inserted(patient, stated))
                    : Optional.empty();
            return new Folded(inserted.orElseGet(() -> corrected(patient, statement, former)), occasion, false, false);
        }
        patient.milestones().forgetAll();
        // Anew would forget what the history has dropped: the kept pictures take what is new or is now later than all
        // else, and keep what was taken back.
        Recovery added = statement
                .filter(stated -> novelty == RevisionStatus.NEW || recovery.isInOrder(stated))
                .map(stated -> recovery.after(List.of(stated), protocols))
                .orElse(recovery);
        return new Folded(added, occasion, false, false);
    }

    /** With a late statement where it belongs; empty where that takes more than milestones. */
    private Optional<Recovery> inserted(CachedPatient patient, Statement late) {
        Recovery recovery = patient.remembered().recovery();
        if (late instanceof Procedure || recovery.isInOrder(late)) {
            return Optional.empty();
        }
        return patient.milestones()
                .insert(
                        late,
                        recovery,
                        position -> history.at(recovery.patientId(), position)
                                .flatMap(row -> StatementMapper.standing((SpecificRecord) row.getStatement())),
                        protocols);
    }

    /** From the last milestone before what has changed, or from the beginning where there is none or blocks are involved. */
    private Recovery corrected(CachedPatient patient, Optional<Statement> statement, Optional<Statement> former) {
        String patientId = patient.remembered().recovery().patientId();
        List<Statement> changed =
                Stream.of(former, statement).flatMap(Optional::stream).toList();
        Checkpoints milestones = patient.milestones();
        if (!isCurrent(patient.remembered()) || changed.stream().anyMatch(Procedure.class::isInstance)) {
            milestones.forgetAll();
            return anew(patientId);
        }
        Optional<Instant> from = changed.stream().map(Statement::occurredAt).min(Comparator.naturalOrder());
        if (from.isEmpty()) {
            return patient.remembered().recovery(); // taken back before it came
        }
        milestones.forgetSince(from.get());
        return milestones
                .before(from.get())
                .flatMap(milestone -> onwards(patientId, milestone))
                .orElseGet(() -> anew(patientId));
    }

    /**
     * A milestone with all that stands after it; empty where that is not apart from it: a block may begin before it, and what is of one
     * instant is folded together.
     */
    private Optional<Recovery> onwards(String patientId, Recovery milestone) {
        Instant at = milestone.foldedThrough().occurredAt();
        List<Statement> later = standing(history.of(patientId, at, eventId -> {})).stream()
                .filter(milestone::isInOrder)
                .toList();
        boolean apart = later.stream()
                .noneMatch(statement ->
                        statement instanceof Procedure || statement.occurredAt().equals(at));
        return apart ? Optional.of(milestone.after(later, protocols)) : Optional.empty();
    }

    /** The recovery as it stands, folded anew if that was done under other protocols than are loaded now. */
    public Recovery current(PatientState kept, Instant now) {
        return isCurrent(kept) || !isWhole(kept.recovery(), now)
                ? kept.recovery()
                : anew(kept.recovery().patientId());
    }

    private boolean isCurrent(PatientState kept) {
        return kept.protocols().equals(versions);
    }

    private Recovery anew(String patientId) {
        return Recovery.unknown(patientId).after(standing(history.of(patientId)), protocols);
    }

    private static List<Statement> standing(List<RecordedStatement> rows) {
        return StatementMapper.standing(
                rows.stream().map(row -> (SpecificRecord) row.getStatement()).toList());
    }

    /** Whether the history still has all that the pictures rest on. */
    public boolean isWhole(Recovery recovery, Instant now) {
        Instant horizon = StatementHistory.horizon(now);
        for (Picture picture : recovery.pictures()) {
            if (restsOnSince(picture).isBefore(horizon)) {
                return false;
            }
        }
        return true;
    }

    private Instant restsOnSince(Picture picture) {
        return picture.block().s0().minus(protocols.of(picture.block()).times().baselineWithin());
    }

    private static Trigger occasion(Recovery before, Optional<Statement> statement, RevisionStatus novelty) {
        if (novelty != RevisionStatus.NEW || statement.isEmpty()) {
            return new Trigger.Corrected();
        }
        return before.isInOrder(statement.get())
                ? new Trigger.Stated(statement.get().occurredAt())
                : new Trigger.Corrected();
    }
}
