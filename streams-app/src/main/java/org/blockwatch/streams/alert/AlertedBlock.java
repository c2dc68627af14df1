package org.blockwatch.streams.alert;

import java.time.Instant;
import org.blockwatch.clinical.Block;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.event.ClockBasis;

/**
 * Says what an alert tells of its block.
 *
 * @param blockAt T0, at the last judgement
 * @param clockBasis what that is
 * @param protocolVersion the protocol it was last judged by
 */
public record AlertedBlock(String blockId, Instant blockAt, ClockBasis clockBasis, String protocolVersion) {

    static AlertedBlock of(BlockJudgement judged) {
        Block block = judged.picture().block();
        return new AlertedBlock(
                block.blockId(),
                block.t0(),
                block.clock().basis(),
                judged.protocol().versionedName());
    }
}
