package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;

/**
 * R2: 24 h ≤ e &lt; 48 h and deficit. dueAt = max(T0 + 24 h, deficit since).
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
        if (!context.deficit() || context.reached(until)) {
            return Verdict.NONE;
        }
        if (!context.reached(from)) {
            return Verdict.notBefore(from);
        }
        Instant dueAt = later(from, context.since(Run.DEFICIT));
        return Verdict.holdsUntil(condition(HIGH, dueAt, context.evidence().deficits()), until);
    }

    @Override
    public String because(RuleContext context) {
        Protocol.Times times = context.times();
        RuleReasons reasons = context.reasons();
        return all(reasons.deficit(), reasons.age(times.neverNormal(), times.neverTheAnaesthetic()));
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(AlertCode.DEFICIT_PERSISTS_48H);
    }
}
