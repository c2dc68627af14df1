package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Priority;

/**
 * R1: 4 h ≤ e &lt; 24 h and deficit (HOME: grave or seen). dueAt = max(T0 + 4 h, deficit since, the return); HOME and
 * not grave: also not before it is seen.
 *
 * <p>Priority: HIGH if motor deficit or anticoagulated, else MEDIUM.
 */
public final class DeficitPersists4h implements Rule {

    @Override
    public String id() {
        return "R1";
    }

    @Override
    public AlertCode code() {
        return AlertCode.DEFICIT_PERSISTS_4H;
    }

    @Override
    public Verdict judge(RuleContext context) {
        Instant from = context.t0Plus(context.times().expectedEnd());
        Instant until = context.t0Plus(context.times().neverNormal());
        if (!context.deficitCounts() || context.reached(until)) {
            return Verdict.NONE;
        }
        if (!context.reached(from)) {
            return Verdict.notBefore(from);
        }
        Instant dueAt = context.persistsSince(from);
        return Verdict.holdsUntil(
                condition(priority(context), dueAt, context.evidence().deficits()), until);
    }

    @Override
    public String because(RuleContext context) {
        Protocol.Times times = context.times();
        RuleReasons reasons = context.reasons();
        return all(
                reasons.deficit(),
                reasons.setting(),
                reasons.age(times.expectedEnd(), times.neverNormal()),
                reasons.anticoagulation());
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(AlertCode.DEFICIT_PERSISTS_24H, AlertCode.DEFICIT_PERSISTS_48H);
    }

    private static Priority priority(RuleContext context) {
        return context.deficits().motor() || context.picture().anticoagulated() ? HIGH : MEDIUM;
    }

    /** Returns SATISFIED where the patient has gone home and the follow-up takes over, RECOVERED where the deficit is gone. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return context.leftToFollowUp() ? EndReason.SATISFIED : EndReason.RECOVERED;
    }
}
