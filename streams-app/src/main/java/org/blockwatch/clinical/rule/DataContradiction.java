package org.blockwatch.clinical.rule;

import static org.blockwatch.event.Priority.LOW;

import java.util.Set;
import org.blockwatch.clinical.Position;
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
    public Verdict judge(RuleContext bedside) {
        Position latest = bedside.picture().lastAssessment();
        if (latest == null || bedside.picture().contradictions().isEmpty()) {
            return Verdict.NONE;
        }
        return Verdict.holds(condition(LOW, latest.occurredAt(), Set.of(latest.eventId())));
    }

    @Override
    public String because(RuleContext bedside) {
        Position latest = bedside.picture().lastAssessment();
        if (latest == null) {
            return "no assessment since S0";
        }
        Set<Side> sides = bedside.picture().contradictions();
        return "latest assessment %s (%s) %s"
                .formatted(
                        Words.at(latest.occurredAt()),
                        latest.eventId(),
                        sides.isEmpty()
                                ? "does not contradict itself"
                                : "says able with hip flexion ≤ %d: %s"
                                        .formatted(
                                                bedside.protocol().tooWeakToLift(),
                                                bedside.facts().terms(sides)));
    }
}
