package org.blockwatch.streams.alert;

import static org.blockwatch.event.EndReason.CORRECTED;
import static org.blockwatch.event.EndReason.EXPIRED;
import static org.blockwatch.event.EndReason.REATTRIBUTED;
import static org.blockwatch.event.EndReason.SUPERSEDED;

import java.time.Instant;
import org.blockwatch.clinical.Block;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.rule.Rule;
import org.blockwatch.clinical.rule.RuleBook;
import org.blockwatch.clinical.rule.RuleContext;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.EndReason;

/** Says why an alert has ended. */
final class EndReasons {

    private EndReasons() {}

    static EndReason of(AlertThread thread, OpenAlert alert, Judgement judgement, Trigger occasion) {
        BlockJudgement block = AlertThreads.block(thread.blockId(), judgement).orElse(null);
        if (covered(alert, judgement)) {
            return REATTRIBUTED;
        }
        if (block == null) {
            return CORRECTED;
        }
        if (!block.open() && (holds(block, thread) || occasion instanceof Trigger.Tick)) {
            return EXPIRED;
        }
        Rule rule = RuleBook.of(thread.code());
        if (block.conditions().stream().anyMatch(now -> rule.supersededBy().contains(now.code()))) {
            return SUPERSEDED;
        }
        if (removesGround(occasion, alert, judgement.at())) {
            return CORRECTED;
        }
        return rule.endedBecause(new RuleContext(block.picture(), block.latest(), judgement.at(), block.protocol()));
    }

    /** An implicit block's ground that now belongs to a real block. */
    private static boolean covered(OpenAlert alert, Judgement judgement) {
        return alert.clockBasis() == ClockBasis.FIRST_OBSERVED_DEFICIT
                && judgement.blocks().stream().anyMatch(other -> covers(other, alert));
    }

    private static boolean covers(BlockJudgement other, OpenAlert alert) {
        Block block = other.picture().block();
        return other.open() && !block.implicit() && !block.s0().isAfter(alert.blockAt());
    }

    private static boolean holds(BlockJudgement block, AlertThread thread) {
        return block.conditions().stream().map(Condition::code).anyMatch(code -> code == thread.code());
    }

    /** A correction, or a statement that was late: knowing it in time, the alert would not have started. */
    private static boolean removesGround(Trigger occasion, OpenAlert alert, Instant now) {
        Instant dueAt = alert.condition().dueAt();
        return occasion instanceof Trigger.Corrected
                || (occasion instanceof Trigger.Stated stated
                        && (stated.occurredAt().isBefore(dueAt)
                                || (stated.occurredAt().equals(dueAt) && now.isAfter(dueAt))));
    }
}
