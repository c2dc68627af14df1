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
    public Verdict judge(RuleContext bedside) {
        Instant from = bedside.t0Plus(bedside.times().neverNormal());
        Instant until = bedside.t0Plus(bedside.times().neverTheAnaesthetic());
        if (!bedside.deficit() || bedside.reached(until)) {
            return Verdict.NONE;
        }
        if (!bedside.reached(from)) {
            return Verdict.notBefore(from);
        }
        Instant dueAt = later(from, bedside.since(Run.DEFICIT));
        return Verdict.holdsUntil(condition(HIGH, dueAt, bedside.evidence().deficits()), until);
    }

    @Override
    public String because(RuleContext bedside) {
        Protocol.Times times = bedside.times();
        RuleReasons facts = bedside.facts();
        return all(facts.deficit(), facts.age(times.neverNormal(), times.neverTheAnaesthetic()));
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(AlertCode.DEFICIT_PERSISTS_48H);
    }
}
