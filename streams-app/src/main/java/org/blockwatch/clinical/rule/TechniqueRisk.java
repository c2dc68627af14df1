package org.blockwatch.clinical.rule;

import static org.blockwatch.event.Priority.LOW;

import java.util.Set;
import org.blockwatch.clinical.CareGroup;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R16: any risk tag, that of an anticoagulation which nobody has stated included. Not for an implicit block.
 *
 * <p>Priority: LOW.
 *
 * <p>The tags are in {@link org.blockwatch.clinical.Technique}.
 */
public final class TechniqueRisk implements Rule {

    @Override
    public String id() {
        return "R16";
    }

    @Override
    public AlertCode code() {
        return AlertCode.TECHNIQUE_RISK;
    }

    @Override
    public Verdict judge(RuleContext context) {
        if (context.block().implicit() || context.picture().riskTags().isEmpty()) {
            return Verdict.NONE;
        }
        return Verdict.holds(
                condition(LOW, context.block().t0(), Set.of(context.block().eventId())));
    }

    @Override
    public String because(RuleContext context) {
        if (context.block().implicit()) {
            return "the block is implicit: no procedure is known";
        }
        return context.picture().riskTags().isEmpty()
                ? "no risk tag"
                : "risk tags: " + context.reasons().terms(context.picture().riskTags());
    }

    /** Returns RECOVERED where an anticoagulant was given: else only another procedure under the same name ends it. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return context.latest().latest(CareGroup.ANTICOAGULANT) == null ? EndReason.CORRECTED : EndReason.RECOVERED;
    }
}
