package org.blockwatch.streams.alert;

import java.time.Instant;
import java.util.Optional;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.Place;
import org.jspecify.annotations.Nullable;

/**
 * Holds what moves a patient's alerts on.
 *
 * @param trigger what led to the judgement
 * @param place where the patient lies, or null where that is not known
 * @param hindsight says what held earlier
 */
public record JudgedPatient(
        String patientId,
        Judgement judgement,
        Trigger trigger,
        @Nullable Place place,
        Hindsight hindsight) {

    /** Returns the engine's clock at the judgement. */
    Instant at() {
        return judgement.at();
    }

    /** Returns what was judged of a block; empty where it is not known any more. */
    Optional<BlockJudgement> block(String blockId) {
        return judgement.blocks().stream()
                .filter(block -> block.picture().block().blockId().equals(blockId))
                .findFirst();
    }
}
