package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.util.Set;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R5: deficit now (HOME: grave or seen), and an earlier picture, at or after T0 + 30 min, was recovered.
 *
 * <p>Priority: HIGH.
 */
public final class DeficitRecurred implements Rule {

    @Override
    public String id() {
        return "R5";
    }

    @Override
    public AlertCode code() {
        return AlertCode.DEFICIT_RECURRED;
    }

    @Override
    public Verdict judge(RuleContext context) {
        String recovered = context.picture().sinceOnset().recoveredAfterOnset();
        if (!context.deficitCounts() || recovered == null) {
            return Verdict.NONE;
        }
        Set<String> evidence = context.evidence().deficits();
        evidence.add(recovered);
        return Verdict.holds(condition(HIGH, context.since(Run.RECURRED), evidence));
    }

    @Override
    public String because(RuleContext context) {
        String recovered = context.picture().sinceOnset().recoveredAfterOnset();
        return all(
                context.reasons().deficit(),
                context.reasons().setting(),
                (recovered == null ? "never recovered" : "recovered before (" + recovered + ")") + " since T0 + "
                        + Words.limit(context.times().onset()));
    }

    /** Returns SATISFIED where the patient has gone home and the follow-up takes over, RECOVERED where the deficit is gone. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return context.leftToFollowUp() ? EndReason.SATISFIED : EndReason.RECOVERED;
    }
}
