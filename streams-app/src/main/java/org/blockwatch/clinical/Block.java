package org.blockwatch.clinical;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.RiskTag;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed about a block as long as its own statement and its baseline stand.
 *
 * @param eventId the statement it rests on: the procedure, or the assessment that opened an implicit block
 * @param s0 the first dose: what happens from here on belongs to the block
 * @param t0 the last dose: the zero of its clock
 * @param basis FIRST_OBSERVED_DEFICIT for an implicit block
 * @param protocol name of the protocol by which it is judged
 * @param baseline the examination before it; what that lacks is normal
 * @param baselineDocumented whether there is any such examination
 */
public record Block(
        String blockId,
        String eventId,
        Instant s0,
        Instant t0,
        ClockBasis basis,
        String protocol,
        Laterality laterality,
        Set<RiskTag> riskTags,
        boolean anticoagulated,
        Exam baseline,
        boolean baselineDocumented,
        @Nullable String proceduralistId) {

    public Block {
        riskTags = SortedCopies.set(riskTags);
    }

    /** No procedure is known: the block was inferred from a deficit. */
    public boolean implicit() {
        return basis == ClockBasis.FIRST_OBSERVED_DEFICIT;
    }

    /** Its place among the blocks of its patient: the latest has the greatest T0, then the greatest blockId. */
    Position rank() {
        return new Position(t0, blockId);
    }

    static Block of(Procedure procedure, @Nullable Exam baseline, Protocol protocol) {
        return new Block(
                procedure.blockId(),
                procedure.eventId(),
                procedure.startedAt(),
                procedure.occurredAt(),
                ClockBasis.LAST_DOSE,
                procedure.protocol(),
                procedure.laterality(),
                protocol.technique().riskTags(procedure),
                procedure.anticoagulated(),
                baseline == null ? Exam.EMPTY : baseline,
                baseline != null,
                procedure.proceduralistId());
    }

    static Block implicit(String patientId, Assessment opening, Exam baseline, Protocol protocol) {
        return new Block(
                "implicit:" + patientId,
                opening.eventId(),
                opening.occurredAt(),
                opening.occurredAt(),
                ClockBasis.FIRST_OBSERVED_DEFICIT,
                protocol.name(),
                Laterality.UNKNOWN,
                Set.of(),
                false,
                baseline,
                false,
                null);
    }
}
