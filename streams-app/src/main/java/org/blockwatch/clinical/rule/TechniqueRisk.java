package org.blockwatch.clinical.rule;

import static org.blockwatch.event.Priority.LOW;

import java.util.Set;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R16: any risk tag. Not for an implicit block.
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
    public Verdict judge(RuleContext bedside) {
        if (bedside.block().implicit() || bedside.block().riskTags().isEmpty()) {
            return Verdict.NONE;
        }
        return Verdict.holds(
                condition(LOW, bedside.block().t0(), Set.of(bedside.block().eventId())));
    }

    @Override
    public String because(RuleContext bedside) {
        if (bedside.block().implicit()) {
            return "the block is implicit: no procedure is known";
        }
        return bedside.block().riskTags().isEmpty()
                ? "no risk tag"
                : "risk tags: " + bedside.facts().terms(bedside.block().riskTags());
    }

    /** Only another procedure under the same name ends it. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        return EndReason.CORRECTED;
    }
}
