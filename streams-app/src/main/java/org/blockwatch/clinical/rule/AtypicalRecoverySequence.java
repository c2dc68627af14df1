package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Instant;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;

/**
 * R8: motor deficit now, no sensory deficit now, a sensory deficit (BACK included) in an earlier picture; or, in one
 * (side, region), light touch in deficit now while pinprick or temperature was in deficit in an earlier picture and
 * is not now.
 *
 * <p>Priority: MEDIUM.
 */
public final class AtypicalRecoverySequence implements Rule {

    @Override
    public String id() {
        return "R8";
    }

    @Override
    public AlertCode code() {
        return AlertCode.ATYPICAL_RECOVERY_SEQUENCE;
    }

    @Override
    public Verdict judge(RuleContext context) {
        if (!context.picture().recoversAtypically()) {
            return Verdict.NONE;
        }
        Instant dueAt = context.since(Run.ATYPICAL_SEQUENCE);
        return Verdict.holds(condition(MEDIUM, dueAt, context.evidence().deficits()));
    }

    @Override
    public String because(RuleContext context) {
        return all(
                context.reasons().deficit(),
                context.picture().sinceOnset().numbnessSeen() ? "numbness seen since S0" : "no numbness seen since S0",
                context.reasons().lightTouch());
    }
}
