package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;

/**
 * R12: e ≥ 4 h, no deficit, SLR not demonstrated.
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
    public Verdict judge(RuleContext bedside) {
        Instant from = bedside.t0Plus(bedside.times().expectedEnd());
        if (bedside.deficit() || bedside.picture().straightLegRaiseDemonstrated()) {
            return Verdict.NONE;
        }
        if (!bedside.reached(from)) {
            return Verdict.notBefore(from);
        }
        Priority priority = bedside.picture().anticoagulated() ? HIGH : MEDIUM;
        Instant dueAt = later(from, bedside.since(Run.RECOVERY_NOT_DEMONSTRATED));
        return Verdict.holds(condition(priority, dueAt, bedside.evidence().straightLegRaise()));
    }

    @Override
    public String because(RuleContext bedside) {
        RuleReasons facts = bedside.facts();
        return all(
                facts.age(bedside.times().expectedEnd(), null),
                facts.deficit(),
                facts.straightLegRaise(),
                facts.anticoagulation());
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(AlertCode.DEFICIT_PERSISTS_4H, AlertCode.DEFICIT_PERSISTS_24H, AlertCode.DEFICIT_PERSISTS_48H);
    }
}
