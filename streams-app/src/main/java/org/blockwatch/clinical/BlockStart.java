package org.blockwatch.clinical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The beginning of a block, with the baseline found for it. */
record BlockStart(Block block) {

    private static final Comparator<BlockStart> ORDER = Comparator.comparing(BlockStart::at)
            .thenComparing(start -> start.block().rank());

    /** Returns S0. */
    Instant at() {
        return block.s0();
    }

    /** Returns the beginnings of all blocks, in order; of two procedures with one blockId the later is the block. */
    static List<BlockStart> in(List<Statement> ordered, Protocols protocols) {
        Map<String, Procedure> procedures = new HashMap<>();
        for (Statement statement : ordered) {
            if (statement instanceof Procedure procedure) {
                procedures.merge(procedure.blockId(), procedure, BinaryOperator.maxBy(Statement.ORDER));
            }
        }
        return procedures.values().stream()
                .map(procedure -> of(
                        procedure, ordered, protocols.named(procedure.details().protocol())))
                .sorted(ORDER)
                .toList();
    }

    private static BlockStart of(Procedure procedure, List<Statement> ordered, Protocol protocol) {
        Exam baseline = procedure.baseline() == null
                ? latestBefore(procedure.startedAt(), ordered, protocol)
                : procedure.baseline();
        return new BlockStart(Block.of(procedure, baseline, protocol));
    }

    /** Returns what the assessments of the latest instant before S0 say together; the better counts. */
    private static @Nullable Exam latestBefore(Instant s0, List<Statement> ordered, Protocol protocol) {
        Instant from = s0.minus(protocol.within().baseline());
        List<Exam> latest = new ArrayList<>();
        Instant latestAt = null;
        for (Statement statement : ordered) {
            Instant at = statement.occurredAt();
            boolean counts = !at.isBefore(from) && at.isBefore(s0);
            if (counts && statement instanceof Assessment assessment && assessment.byStaff()) {
                if (!at.equals(latestAt)) {
                    latest.clear();
                    latestAt = at;
                }
                latest.add(assessment.baseline());
            }
        }
        return latest.isEmpty() ? null : Exam.better(latest);
    }
}
