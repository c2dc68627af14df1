package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;

/**
 * R6: e &lt; 4 h and a side UNABLE.
 *
 * <p>Priority: MEDIUM.
 */
public final class SignificantMotorBlock implements Rule {

    @Override
    public String id() {
        return "R6";
    }

    @Override
    public AlertCode code() {
        return AlertCode.SIGNIFICANT_MOTOR_BLOCK;
    }

    @Override
    public Verdict judge(RuleContext bedside) {
        Instant until = bedside.t0Plus(bedside.times().expectedEnd());
        if (bedside.deficits().unable().isEmpty() || bedside.reached(until)) {
            return Verdict.NONE;
        }
        return Verdict.holdsUntil(
                condition(MEDIUM, bedside.since(Run.UNABLE), bedside.evidence().unable()), until);
    }

    @Override
    public String because(RuleContext bedside) {
        RuleReasons facts = bedside.facts();
        return all(
                facts.straightLegRaise(),
                facts.age(Duration.ZERO, bedside.times().expectedEnd()));
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(AlertCode.DEFICIT_PERSISTS_4H, AlertCode.DEFICIT_PERSISTS_24H, AlertCode.DEFICIT_PERSISTS_48H);
    }
}
