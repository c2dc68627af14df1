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
    public Verdict judge(RuleContext bedside) {
        if (!bedside.picture().unexpectedlyDistributed()) {
            return Verdict.NONE;
        }
        Instant dueAt = bedside.since(Run.UNEXPECTED_DISTRIBUTION);
        return Verdict.holds(condition(MEDIUM, dueAt, bedside.evidence().distribution()));
    }

    @Override
    public String because(RuleContext bedside) {
        return all(bedside.facts().radicular(), bedside.facts().numbBeyondTheBack());
    }
}
