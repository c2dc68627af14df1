package org.blockwatch.clinical;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A block begins.
 *
 * @param procedure the statement that says so
 * @param block what it fixes, with the baseline found for it
 */
record BlockStart(Procedure procedure, Block block) {

    private static final Comparator<BlockStart> ORDER = Comparator.comparing(BlockStart::at)
            .thenComparing(opening -> opening.block().rank());

    /** S0. */
    Instant at() {
        return block.s0();
    }

    /** The openings of all blocks, in order; of two procedures with one blockId the later is the block. */
    static List<BlockStart> in(List<Statement> ordered, Protocols protocols) {
        Map<String, Procedure> procedures = new HashMap<>();
        for (Statement statement : ordered) {
            if (statement instanceof Procedure procedure) {
                procedures.merge(procedure.blockId(), procedure, BinaryOperator.maxBy(Statement.ORDER));
            }
        }
        return procedures.values().stream()
                .map(procedure -> of(procedure, ordered, protocols.named(procedure.protocol())))
                .sorted(ORDER)
                .toList();
    }

    private static BlockStart of(Procedure procedure, List<Statement> ordered, Protocol protocol) {
        Exam baseline = procedure.baseline() == null
                ? latestBefore(procedure.startedAt(), ordered, protocol)
                : procedure.baseline();
        return new BlockStart(procedure, Block.of(procedure, baseline, protocol));
    }

    private static @Nullable Exam latestBefore(Instant s0, List<Statement> ordered, Protocol protocol) {
        Instant from = s0.minus(protocol.times().baselineWithin());
        Exam latest = null;
        for (Statement statement : ordered) {
            Instant at = statement.occurredAt();
            if (statement instanceof Assessment assessment && !at.isBefore(from) && at.isBefore(s0)) {
                latest = assessment.exam();
            }
        }
        return latest;
    }
}
