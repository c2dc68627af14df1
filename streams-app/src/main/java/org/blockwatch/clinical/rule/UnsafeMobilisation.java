package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.MEDIUM;

import java.util.Set;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.EndReason;

/**
 * R9: the latest mobilisation event since S0 is MOBILISATION_ORDERED or _STARTED and motor not recovered.
 *
 * <p>Priority: MEDIUM.
 */
public final class UnsafeMobilisation implements Rule {

    private static final Set<CareEventKind> UNSAFE =
            Set.of(CareEventKind.MOBILISATION_ORDERED, CareEventKind.MOBILISATION_STARTED);

    @Override
    public String id() {
        return "R9";
    }

    @Override
    public AlertCode code() {
        return AlertCode.UNSAFE_MOBILISATION;
    }

    @Override
    public Verdict judge(RuleContext bedside) {
        Care latest = bedside.course().mobilisation();
        if (latest == null
                || !UNSAFE.contains(latest.kind())
                || bedside.picture().motorRecovered()) {
            return Verdict.NONE;
        }
        Set<String> evidence = bedside.evidence().motorState();
        evidence.add(latest.eventId());
        return Verdict.holds(
                condition(MEDIUM, later(latest.occurredAt(), bedside.since(Run.MOTOR_NOT_RECOVERED)), evidence));
    }

    @Override
    public String because(RuleContext bedside) {
        return all(
                bedside.facts().latest("mobilisation event", bedside.course().mobilisation()),
                bedside.facts().power());
    }

    /** SATISFIED where a later event cancelled it, RECOVERED where it has become safe. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        Care latest = bedside.course().mobilisation();
        return latest != null && UNSAFE.contains(latest.kind()) ? EndReason.RECOVERED : EndReason.SATISFIED;
    }
}
