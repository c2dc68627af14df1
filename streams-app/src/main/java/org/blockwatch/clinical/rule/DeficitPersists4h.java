package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;

/**
 * R1: 4 h ≤ e &lt; 24 h and deficit. dueAt = max(T0 + 4 h, deficit since).
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
    public Verdict judge(RuleContext bedside) {
        Instant from = bedside.t0Plus(bedside.times().expectedEnd());
        Instant until = bedside.t0Plus(bedside.times().neverNormal());
        if (!bedside.deficit() || bedside.reached(until)) {
            return Verdict.NONE;
        }
        if (!bedside.reached(from)) {
            return Verdict.notBefore(from);
        }
        Instant dueAt = later(from, bedside.since(Run.DEFICIT));
        return Verdict.holdsUntil(
                condition(priority(bedside), dueAt, bedside.evidence().deficits()), until);
    }

    @Override
    public String because(RuleContext bedside) {
        Protocol.Times times = bedside.times();
        RuleReasons facts = bedside.facts();
        return all(facts.deficit(), facts.age(times.expectedEnd(), times.neverNormal()), facts.anticoagulation());
    }

    @Override
    public Set<AlertCode> supersededBy() {
        return Set.of(AlertCode.DEFICIT_PERSISTS_24H, AlertCode.DEFICIT_PERSISTS_48H);
    }

    private static Priority priority(RuleContext bedside) {
        return bedside.deficits().motor() || bedside.picture().anticoagulated() ? HIGH : MEDIUM;
    }
}
