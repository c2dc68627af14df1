package org.blockwatch.clinical;

import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Laterality;
import org.jspecify.annotations.Nullable;

/**
 * A block was performed.
 *
 * @param occurredAt the last dose of local anaesthetic: T0
 * @param firstDoseAt the first dose, or null where it is the last one
 * @param protocol name of the protocol by which the block is judged
 * @param baseline the examination before the block, or null where none is documented with it
 */
public record Procedure(
        String eventId,
        Instant occurredAt,
        String blockId,
        @Nullable Instant firstDoseAt,
        String protocol,
        Laterality laterality,
        List<Injection> injections,
        Guidance guidance,
        Aspiration aspiration,
        boolean anticoagulated,
        @Nullable Exam baseline,
        @Nullable String proceduralistId,
        @Nullable Place place)
        implements Statement {

    public Procedure {
        injections = List.copyOf(injections);
    }

    /** S0: the first dose, or the last one where the first is not stated or stated as later. */
    public Instant startedAt() {
        return firstDoseAt == null || firstDoseAt.isAfter(occurredAt) ? occurredAt : firstDoseAt;
    }

    /**
     * One injection.
     *
     * @param agent the local anaesthetic, upper case
     * @param concentrationPercent percent weight by volume
     * @param volumeMl millilitres
     */
    public record Injection(
            @Nullable String agent,
            @Nullable Double concentrationPercent,
            @Nullable Double volumeMl) {}
}
