package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R2: 24 h ≤ e &lt; 48 h and deficit (HOME: grave or seen). dueAt = max(T0 + 24 h, deficit since, the return); HOME
 * and not grave: also not before it is seen.
 *
 * <p>Priority: HIGH.
 */
public final class DeficitPersists24h implements Rule {

    @Override
    public String id() {
        return "R2";
    }

    @Override
    public AlertCode code() {
        return AlertCode.DEFICIT_PERSISTS_24H;
    }

    @Override
    public Verdict judge(RuleContext context) {
        Instant from = context.t0Plus(context.times().neverNormal());
        Instant until = context.t0Plus(context.times().neverTheAnaesthetic());
        if (!context.deficitCounts() || context.reached(until)) {
            return Verdict.NONE;
        }
        if (!context.reached(from)) {
            return Verdict.notBefore(from);
        }
        Instant dueAt = context.persistsSince(from);
        return Verdict.holdsUntil(condition(HIGH, dueAt, context.evidence().deficits()), until);
    }

    @Override
    public String because(RuleContext context) {
        Protocol.Times times = context.times();
        RuleReasons reasons = context.reasons();
        return all(reasons.deficit(), reasons.setting(), reasons.age(times.neverNormal(), times.neverTheAnaesthetic()));
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(AlertCode.DEFICIT_PERSISTS_48H);
    }

    /** Returns SATISFIED where the patient has gone home and the follow-up takes over, RECOVERED where the deficit is gone. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return context.leftToFollowUp() ? EndReason.SATISFIED : EndReason.RECOVERED;
    }
}
