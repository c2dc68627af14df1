package org.blockwatch.clinical.rule;

import static org.blockwatch.event.Priority.HIGH;

import java.util.Set;
import org.blockwatch.clinical.CareGroup;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;

/**
 * R10: the latest of DISCHARGE_ORDERED, DISCHARGED, DISCHARGE_CANCELLED and ARRIVED since S0 is one of the first two,
 * and motor not recovered.
 *
 * <p>Priority: HIGH.
 */
public final class UnsafeDischarge extends UnsafeCareRule {

    UnsafeDischarge() {
        super(CareGroup.DISCHARGE, Run.UNSAFE_DISCHARGE, HIGH, "discharge event");
    }

    @Override
    public String id() {
        return "R10";
    }

    @Override
    public AlertCode code() {
        return AlertCode.UNSAFE_DISCHARGE;
    }

    /** Whatever the setting: who has gone home was discharged. */
    @Override
    boolean stands(RuleContext context) {
        return context.latest().unsafe(CareGroup.DISCHARGE);
    }

    @Override
    Set<String> evidence(RuleContext context) {
        return context.evidence().motorState();
    }

    @Override
    String recovery(RuleReasons reasons) {
        return reasons.power();
    }
}
