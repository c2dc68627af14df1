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
    public Verdict judge(RuleContext context) {
        Instant until = context.t0Plus(context.times().expectedEnd());
        if (context.deficits().unable().isEmpty() || context.reached(until)) {
            return Verdict.NONE;
        }
        return Verdict.holdsUntil(
                condition(MEDIUM, context.since(Run.UNABLE), context.evidence().unable()), until);
    }

    @Override
    public String because(RuleContext context) {
        RuleReasons reasons = context.reasons();
        return all(
                reasons.straightLegRaise(),
                reasons.age(Duration.ZERO, context.times().expectedEnd()));
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(AlertCode.DEFICIT_PERSISTS_4H, AlertCode.DEFICIT_PERSISTS_24H, AlertCode.DEFICIT_PERSISTS_48H);
    }
}
