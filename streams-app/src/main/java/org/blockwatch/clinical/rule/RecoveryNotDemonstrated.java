package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Priority;

/**
 * R12: e ≥ 4 h, no deficit, SLR not demonstrated; not while HOME.
 *
 * <p>Priority: MEDIUM, HIGH if anticoagulated.
 */
public final class RecoveryNotDemonstrated implements Rule {

    @Override
    public String id() {
        return "R12";
    }

    @Override
    public AlertCode code() {
        return AlertCode.RECOVERY_NOT_DEMONSTRATED;
    }

    @Override
    public Verdict judge(RuleContext context) {
        Instant from = context.t0Plus(context.times().expectedEnd());
        if (context.home() || context.deficit() || context.picture().straightLegRaiseDemonstrated()) {
            return Verdict.NONE;
        }
        if (!context.reached(from)) {
            return Verdict.notBefore(from);
        }
        Priority priority = context.picture().anticoagulated() ? HIGH : MEDIUM;
        Instant dueAt = later(from, context.since(Run.RECOVERY_NOT_DEMONSTRATED));
        return Verdict.holds(condition(priority, dueAt, context.evidence().straightLegRaise()));
    }

    @Override
    public String because(RuleContext context) {
        RuleReasons reasons = context.reasons();
        return all(
                reasons.age(context.times().expectedEnd(), null),
                reasons.setting(),
                reasons.deficit(),
                reasons.straightLegRaise(),
                reasons.anticoagulation());
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(
                AlertCode.DEFICIT_PERSISTS_4H,
                AlertCode.DEFICIT_PERSISTS_24H,
                AlertCode.DEFICIT_PERSISTS_48H,
                AlertCode.UNSAFE_DISCHARGE);
    }

    /** Returns SATISFIED where the patient has gone home before recovery was shown: the follow-up asks then. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        boolean shown = context.deficit() || context.picture().straightLegRaiseDemonstrated();
        return context.home() && !shown ? EndReason.SATISFIED : EndReason.RECOVERED;
    }
}
