package org.blockwatch.clinical.rule;

import static org.blockwatch.event.Priority.LOW;

import java.util.Set;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Side;

/**
 * R20: the latest assessment contains the ABLE / grade ≤ 2 contradiction.
 *
 * <p>Priority: LOW.
 */
public final class DataContradiction implements Rule {

    @Override
    public String id() {
        return "R20";
    }

    @Override
    public AlertCode code() {
        return AlertCode.DATA_CONTRADICTION;
    }

    @Override
    public Verdict judge(RuleContext context) {
        Position latest = context.picture().progress().lastAssessment();
        if (latest == null || context.picture().progress().contradictions().isEmpty()) {
            return Verdict.NONE;
        }
        return Verdict.holds(condition(LOW, context.since(Run.CONTRADICTION), Set.of(latest.eventId())));
    }

    @Override
    public String because(RuleContext context) {
        Position latest = context.picture().progress().lastAssessment();
        if (latest == null) {
            return "no assessment since S0";
        }
        Set<Side> sides = context.picture().progress().contradictions();
        return "latest assessment %s (%s) %s"
                .formatted(
                        Words.at(latest.occurredAt()),
                        latest.eventId(),
                        sides.isEmpty()
                                ? "does not contradict itself"
                                : "says able with hip flexion ≤ %s: %s"
                                        .formatted(
                                                context.protocol().limits().tooWeakToLift(),
                                                context.reasons().terms(sides)));
    }
}
