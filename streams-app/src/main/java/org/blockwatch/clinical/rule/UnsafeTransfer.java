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
 * R11: the latest transfer since S0 is TRANSFERRED_UNMONITORED and SLR not demonstrated.
 *
 * <p>Priority: HIGH.
 */
public final class UnsafeTransfer implements Rule {

    private static final Set<CareEventKind> UNSAFE = Set.of(CareEventKind.TRANSFERRED_UNMONITORED);

    @Override
    public String id() {
        return "R11";
    }

    @Override
    public AlertCode code() {
        return AlertCode.UNSAFE_TRANSFER;
    }

    @Override
    public Verdict judge(RuleContext bedside) {
        Care latest = bedside.course().transfer();
        if (latest == null
                || !UNSAFE.contains(latest.kind())
                || bedside.picture().straightLegRaiseDemonstrated()) {
            return Verdict.NONE;
        }
        Set<String> evidence = bedside.evidence().straightLegRaise();
        evidence.add(latest.eventId());
        return Verdict.holds(condition(
                HIGH, later(latest.occurredAt(), bedside.since(Run.STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED)), evidence));
    }

    @Override
    public String because(RuleContext bedside) {
        return all(
                bedside.facts().latest("transfer event", bedside.course().transfer()),
                bedside.facts().straightLegRaise());
    }

    /** SATISFIED where a later event cancelled it, RECOVERED where it has become safe. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        Care latest = bedside.course().transfer();
        return latest != null && UNSAFE.contains(latest.kind()) ? EndReason.RECOVERED : EndReason.SATISFIED;
    }
}
