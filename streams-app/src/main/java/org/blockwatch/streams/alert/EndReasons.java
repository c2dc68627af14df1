package org.blockwatch.streams.alert;

import static org.blockwatch.event.EndReason.CORRECTED;
import static org.blockwatch.event.EndReason.EXPIRED;
import static org.blockwatch.event.EndReason.REATTRIBUTED;
import static org.blockwatch.event.EndReason.SUPERSEDED;

import org.blockwatch.clinical.Block;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.rule.Rule;
import org.blockwatch.clinical.rule.RuleBook;
import org.blockwatch.clinical.rule.RuleContext;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.EndReason;

/** Says why an alert has ended: of several reasons that fit, the first in the order of clinical-rules.md, section 2. */
final class EndReasons {

    private EndReasons() {}

    static EndReason of(AlertThread thread, OpenAlert alert, JudgedPatient patient) {
        BlockJudgement block = patient.block(thread.blockId()).orElse(null);
        if (isCovered(alert, patient)) {
            return REATTRIBUTED;
        }
        if (block == null) {
            return CORRECTED; // its block was taken back
        }
        if (!block.open() && (block.picture().closedBy(patient.at()) || wouldGoOn(thread, block, patient))) {
            return EXPIRED;
        }
        Rule rule = RuleBook.of(thread.code());
        EndReason byRule =
                rule.endedBecause(new RuleContext(block.picture(), block.latest(), patient.at(), block.protocol()));
        if (byRule == REATTRIBUTED) {
            return REATTRIBUTED;
        }
        if (block.conditions().stream().anyMatch(now -> rule.supersededBy().contains(now.code()))) {
            return SUPERSEDED;
        }
        return hadGround(thread, alert, rule, patient) ? byRule : CORRECTED;
    }

    /** It has not ended by what was found: only because its block is not open. */
    private static boolean wouldGoOn(AlertThread thread, BlockJudgement block, JudgedPatient patient) {
        return holds(block, thread) || patient.trigger() instanceof Trigger.Tick || isLeft(block);
    }

    private static boolean holds(BlockJudgement block, AlertThread thread) {
        return block.conditions().stream().anyMatch(condition -> condition.code() == thread.code());
    }

    /** It closes at home with a deficit that is not known to persist. */
    private static boolean isLeft(BlockJudgement block) {
        return block.picture().deficits().any() && !block.picture().deficitCounts();
    }

    /** An implicit block's ground that now belongs to a real block. */
    private static boolean isCovered(OpenAlert alert, JudgedPatient patient) {
        return alert.clockBasis() == ClockBasis.FIRST_OBSERVED_DEFICIT
                && patient.judgement().blocks().stream().anyMatch(other -> covers(other, alert));
    }

    private static boolean covers(BlockJudgement other, OpenAlert alert) {
        Block block = other.picture().block();
        return other.open() && !block.implicit() && !block.s0().isAfter(alert.blockAt());
    }

    /** Judged with what is known now, the condition held when the alert started or when it was due, as last told. */
    private static boolean hadGround(AlertThread thread, OpenAlert alert, Rule rule, JudgedPatient patient) {
        return alert.staysCertain(patient.trigger(), rule.readsVitalSigns())
                || patient.hindsight().held(thread, alert.startedAt())
                || patient.hindsight().held(thread, alert.condition().dueAt());
    }
}
