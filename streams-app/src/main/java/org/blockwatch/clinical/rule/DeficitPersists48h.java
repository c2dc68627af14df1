package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.time.Instant;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R3: e ≥ 48 h and deficit (HOME: grave or seen). dueAt = the beginning of the run in which that has held.
 *
 * <p>Priority: HIGH.
 */
public final class DeficitPersists48h implements Rule {

    @Override
    public String id() {
        return "R3";
    }

    @Override
    public AlertCode code() {
        return AlertCode.DEFICIT_PERSISTS_48H;
    }

    @Override
    public Verdict judge(RuleContext context) {
        Instant from = context.t0Plus(context.times().neverTheAnaesthetic());
        if (!context.deficitCounts()) {
            return Verdict.NONE;
        }
        if (!context.reached(from)) {
            return Verdict.notBefore(from);
        }
        Instant dueAt = later(from, context.since(Run.COUNTED_DEFICIT));
        return Verdict.holds(condition(HIGH, dueAt, context.evidence().deficits()));
    }

    @Override
    public String because(RuleContext context) {
        RuleReasons reasons = context.reasons();
        return all(
                reasons.deficit(),
                reasons.setting(),
                reasons.age(context.times().neverTheAnaesthetic(), null));
    }

    /** Returns SATISFIED where the patient has gone home and the follow-up takes over, RECOVERED where the deficit is gone. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return context.leftToFollowUp() ? EndReason.SATISFIED : EndReason.RECOVERED;
    }
}
