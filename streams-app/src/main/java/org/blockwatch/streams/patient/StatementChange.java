package org.blockwatch.streams.patient;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.statement.RevisionStatus;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;

/**
 * Says what an admitted statement changes in what stands of its patient.
 *
 * @param envelope the statement as it came
 * @param former what the revision before it stated; empty where there is none, or it was taken back
 * @param next what it states; empty where it takes back
 * @param isNew whether no revision of it was known
 */
public record StatementChange(
        StatementEnvelope envelope, Optional<Statement> former, Optional<Statement> next, boolean isNew) {

    /** Returns the change from a revision that is known, if any, to the one that has come. */
    public static StatementChange of(StatementEnvelope next, Optional<RecordedStatement> known, RevisionStatus status) {
        return new StatementChange(
                next,
                known.flatMap(row -> StatementMapper.standing((SpecificRecord) row.getStatement())),
                StatementMapper.standing(next.statement()),
                status == RevisionStatus.NEW);
    }

    String patientId() {
        return envelope.patientId();
    }

    /** Returns the statement that is added where nothing is replaced or taken back. */
    public Optional<Statement> added() {
        return isNew ? next : Optional.empty();
    }

    /** Returns what stood before or stands now. */
    public Stream<Statement> changed() {
        return Stream.of(former, next).flatMap(Optional::stream);
    }

    /** Returns whether a block begins, moves or goes by it: more than its own time depends on that. */
    public boolean concernsBlock() {
        return changed().anyMatch(Procedure.class::isInstance);
    }

    /** Returns what statements of these types say something about. */
    Set<Aspect> aspects() {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        changed().forEach(statement -> aspects.add(aspect(statement)));
        return aspects;
    }

    private static Aspect aspect(Statement statement) {
        if (statement instanceof Vitals) {
            return Aspect.VITAL_SIGNS;
        } else if (statement instanceof Assessment) {
            return Aspect.FINDINGS;
        } else if (statement instanceof Care) {
            return Aspect.CARE;
        }
        return Aspect.BLOCKS;
    }
}
