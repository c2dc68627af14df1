package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Instant;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;

/**
 * R7: radicular symptoms on a side, or a sensory deficit in a region other than BACK.
 *
 * <p>Priority: MEDIUM.
 */
public final class UnexpectedDistribution implements Rule {

    @Override
    public String id() {
        return "R7";
    }

    @Override
    public AlertCode code() {
        return AlertCode.UNEXPECTED_DISTRIBUTION;
    }

    @Override
    public Verdict judge(RuleContext context) {
        if (!context.picture().unexpectedlyDistributed()) {
            return Verdict.NONE;
        }
        Instant dueAt = context.since(Run.UNEXPECTED_DISTRIBUTION);
        return Verdict.holds(condition(MEDIUM, dueAt, context.evidence().distribution()));
    }

    @Override
    public String because(RuleContext context) {
        return all(context.reasons().radicular(), context.reasons().numbBeyondTheBack());
    }
}
