package org.blockwatch.clinical;

import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Laterality;
import org.jspecify.annotations.Nullable;

/**
 * States that a block was performed.
 *
 * @param occurredAt the last dose of local anaesthetic: T0
 * @param firstDoseAt the first dose, or null where it is the last one
 * @param details which block, and of whom
 * @param injected how it was injected
 * @param baseline the examination before the block, or null where none is documented with it
 */
public record Procedure(
        String eventId,
        Instant occurredAt,
        @Nullable Instant firstDoseAt,
        Details details,
        Injected injected,
        @Nullable Exam baseline)
        implements Statement {

    /** Returns S0: the first dose, or the last one where the first is not stated or stated as later. */
    public Instant startedAt() {
        return firstDoseAt == null || firstDoseAt.isAfter(occurredAt) ? occurredAt : firstDoseAt;
    }

    /** Returns the identity of the block. */
    public String blockId() {
        return details.blockId();
    }

    /**
     * Which block it is, and of whom.
     *
     * @param protocol name of the protocol by which the block is judged
     */
    public record Details(
            String blockId,
            String protocol,
            Laterality laterality,
            Anticoagulation anticoagulation,
            @Nullable String proceduralistId) {}

    /** How the block was injected. */
    public record Injected(List<Injection> injections, Guidance guidance, Aspiration aspiration) {
        public Injected {
            injections = List.copyOf(injections);
        }
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
