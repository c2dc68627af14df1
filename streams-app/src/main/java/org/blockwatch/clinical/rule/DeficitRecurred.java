package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.util.Set;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;

/**
 * R5: deficit now, and an earlier picture, at or after T0 + 30 min, was recovered.
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
    public Verdict judge(RuleContext bedside) {
        String recovered = bedside.picture().past().recoveredAfterOnset();
        if (!bedside.deficit() || recovered == null) {
            return Verdict.NONE;
        }
        Set<String> evidence = bedside.evidence().deficits();
        evidence.add(recovered);
        return Verdict.holds(condition(HIGH, bedside.since(Run.RECURRED), evidence));
    }

    @Override
    public String because(RuleContext bedside) {
        String recovered = bedside.picture().past().recoveredAfterOnset();
        return all(
                bedside.facts().deficit(),
                (recovered == null ? "never recovered" : "recovered before (" + recovered + ")") + " since T0 + "
                        + Words.limit(bedside.times().onset()));
    }
}
