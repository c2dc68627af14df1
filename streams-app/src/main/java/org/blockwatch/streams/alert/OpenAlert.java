package org.blockwatch.streams.alert;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.event.ClockBasis;

/**
 * An alert that has started and not ended.
 *
 * @param condition as it was at the last transition
 * @param startedAt the engine's clock at its start
 * @param lateBy how long after the condition was due it started; zero if on time
 * @param blockAt T0 of its block, at the last judgement
 * @param clockBasis what that is
 * @param protocolVersion the protocol it was last judged by
 */
public record OpenAlert(
        String alertId,
        String blockId,
        Condition condition,
        Instant startedAt,
        Duration lateBy,
        Instant blockAt,
        ClockBasis clockBasis,
        String protocolVersion) {

    /** @param onTime an alert that starts within it after it was due is on time */
    static OpenAlert started(String alertId, Condition condition, BlockJudgement block, Instant at, Duration onTime) {
        Duration late = Duration.between(condition.dueAt(), at);
        return new OpenAlert(
                alertId,
                block.picture().block().blockId(),
                condition,
                at,
                late.compareTo(onTime) > 0 ? late : Duration.ZERO,
                block.picture().block().t0(),
                block.picture().block().basis(),
                block.protocol().versionedName());
    }

    /** This alert as the condition is now. */
    OpenAlert continued(Condition now, BlockJudgement block) {
        return new OpenAlert(
                alertId,
                blockId,
                now,
                startedAt,
                lateBy,
                block.picture().block().t0(),
                block.picture().block().basis(),
                block.protocol().versionedName());
    }
}
