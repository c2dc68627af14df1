package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.util.Set;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.EndReason;

/**
 * R10: the latest discharge event since S0 is DISCHARGE_ORDERED or DISCHARGED and motor not recovered.
 *
 * <p>Priority: HIGH.
 */
public final class UnsafeDischarge implements Rule {

    private static final Set<CareEventKind> UNSAFE = Set.of(CareEventKind.DISCHARGE_ORDERED, CareEventKind.DISCHARGED);

    @Override
    public String id() {
        return "R10";
    }

    @Override
    public AlertCode code() {
        return AlertCode.UNSAFE_DISCHARGE;
    }

    @Override
    public Verdict judge(RuleContext bedside) {
        Care latest = bedside.course().discharge();
        if (latest == null
                || !UNSAFE.contains(latest.kind())
                || bedside.picture().motorRecovered()) {
            return Verdict.NONE;
        }
        Set<String> evidence = bedside.evidence().motorState();
        evidence.add(latest.eventId());
        return Verdict.holds(
                condition(HIGH, later(latest.occurredAt(), bedside.since(Run.MOTOR_NOT_RECOVERED)), evidence));
    }

    @Override
    public String because(RuleContext bedside) {
        return all(
                bedside.facts().latest("discharge event", bedside.course().discharge()),
                bedside.facts().power());
    }

    /** SATISFIED where a later event cancelled it, RECOVERED where it has become safe. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        Care latest = bedside.course().discharge();
        return latest != null && UNSAFE.contains(latest.kind()) ? EndReason.RECOVERED : EndReason.SATISFIED;
    }
}
