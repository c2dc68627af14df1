package org.blockwatch.clinical.rule;

import static org.blockwatch.event.Priority.LOW;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R15: no baseline exam in the block and no assessment in [S0 − 24 h, S0); e ≥ 0. Not for an implicit block.
 *
 * <p>Priority: LOW.
 */
public final class BaselineMissing implements Rule {

    @Override
    public String id() {
        return "R15";
    }

    @Override
    public AlertCode code() {
        return AlertCode.BASELINE_MISSING;
    }

    @Override
    public Verdict judge(RuleContext context) {
        if (context.block().implicit() || context.block().documentedBaseline() != null) {
            return Verdict.NONE;
        }
        Instant t0 = context.block().t0();
        return context.reached(t0)
                ? Verdict.holds(condition(LOW, t0, Set.of(context.block().eventId())))
                : Verdict.notBefore(t0);
    }

    @Override
    public String because(RuleContext context) {
        if (context.block().implicit()) {
            return "the block is implicit: no procedure is known";
        }
        return context.block().documentedBaseline() != null
                ? "an examination before the block is documented"
                : "no baseline in the block, no assessment in the "
                        + Words.limit(context.within().baseline()) + " before S0";
    }

    /** Returns CORRECTED: only another procedure under the same name ends it. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return EndReason.CORRECTED;
    }
}
