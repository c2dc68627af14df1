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
 * @param protocol name of the protocol by which it is judged
 * @param performed how it was performed
 * @param documentedBaseline the examination before it, or null where none is documented
 */
public record Block(
        String blockId,
        String eventId,
        Clock clock,
        String protocol,
        Performed performed,
        @Nullable Exam documentedBaseline) {

    /**
     * The zero of the block's clock, and where the block begins.
     *
     * @param s0 the first dose: what happens from here on belongs to the block
     * @param t0 the last dose: the zero of its clock
     * @param basis FIRST_OBSERVED_DEFICIT for an implicit block
     */
    public record Clock(Instant s0, Instant t0, ClockBasis basis) {}

    /**
     * How the block was performed, as far as the procedure says.
     *
     * @param riskTags the risks of the injection
     */
    public record Performed(
            Laterality laterality,
            Set<RiskTag> riskTags,
            Anticoagulation anticoagulation,
            @Nullable String proceduralistId) {

        /** No procedure is known. */
        static final Performed UNKNOWN = new Performed(Laterality.UNKNOWN, Set.of(), Anticoagulation.NOT_STATED, null);

        public Performed {
            riskTags = SortedCopies.set(riskTags);
        }
    }

    /** Returns S0, the first dose. */
    public Instant s0() {
        return clock.s0();
    }

    /** Returns T0, the last dose. */
    public Instant t0() {
        return clock.t0();
    }

    /** Returns the side or sides that were blocked. */
    public Laterality laterality() {
        return performed.laterality();
    }

    /** Returns the examination before the block; what it lacks is normal. */
    public Exam baseline() {
        return documentedBaseline == null ? Exam.EMPTY : documentedBaseline;
    }

    /** Tells whether no procedure is known: the block was inferred from a deficit. */
    public boolean implicit() {
        return clock.basis() == ClockBasis.FIRST_OBSERVED_DEFICIT;
    }

    /** Tells whether another block is a later one: with a greater T0, and not beginning earlier. */
    boolean isBefore(Block other) {
        return other.t0().isAfter(t0()) && !other.s0().isBefore(s0());
    }

    /** Returns its place among the blocks of its patient: the latest has the greatest T0, then the greatest blockId. */
    Position rank() {
        return new Position(t0(), blockId);
    }

    static Block of(Procedure procedure, @Nullable Exam baseline, Protocol protocol) {
        Procedure.Details details = procedure.details();
        return new Block(
                details.blockId(),
                procedure.eventId(),
                new Clock(procedure.startedAt(), procedure.occurredAt(), ClockBasis.LAST_DOSE),
                details.protocol(),
                new Performed(
                        details.laterality(),
                        protocol.limits().technique().riskTags(procedure.injected()),
                        details.anticoagulation(),
                        details.proceduralistId()),
                baseline);
    }

    static Block implicit(String patientId, Assessment opening, Exam baseline, Protocol protocol) {
        return new Block(
                "implicit:" + patientId,
                opening.eventId(),
                new Clock(opening.occurredAt(), opening.occurredAt(), ClockBasis.FIRST_OBSERVED_DEFICIT),
                protocol.name(),
                Performed.UNKNOWN,
                baseline);
    }
}
