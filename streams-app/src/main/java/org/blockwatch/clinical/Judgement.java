package org.blockwatch.clinical;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a patient at an instant.
 *
 * @param at the instant
 * @param blocks every block known, open or closed, the implicit one first
 * @param next the next instant at which time alone can change it, always after {@code at}; null: never
 */
public record Judgement(
        Instant at, List<BlockJudgement> blocks, @Nullable Instant next) {

    public Judgement {
        blocks = List.copyOf(blocks);
    }

    /**
     * What holds for a block.
     *
     * @param picture as it is at the instant
     * @param open whether the block is open
     * @param latest whether the patient's vital signs are judged on this block
     * @param zone in which findings tell times
     * @param conditions those that hold; for a closed block, those that would if it were open: no alert rests on them
     */
    public record BlockJudgement(
            Picture picture, Protocol protocol, boolean open, boolean latest, ZoneId zone, List<Condition> conditions) {

        public BlockJudgement {
            conditions = List.copyOf(conditions);
        }
    }
}
