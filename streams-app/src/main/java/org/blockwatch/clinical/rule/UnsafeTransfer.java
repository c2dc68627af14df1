package org.blockwatch.clinical.rule;

import static org.blockwatch.event.Priority.HIGH;

import java.util.Set;
import org.blockwatch.clinical.CareGroup;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;

/**
 * R11: the latest transfer since S0 is TRANSFERRED_UNMONITORED and SLR not demonstrated; not while HOME. After
 * a return only events since it count.
 *
 * <p>Priority: HIGH.
 */
public final class UnsafeTransfer extends UnsafeCareRule {

    UnsafeTransfer() {
        super(CareGroup.TRANSFER, Run.UNSAFE_TRANSFER, HIGH, "transfer event");
    }

    @Override
    public String id() {
        return "R11";
    }

    @Override
    public AlertCode code() {
        return AlertCode.UNSAFE_TRANSFER;
    }

    @Override
    Set<String> evidence(RuleContext context) {
        return context.evidence().straightLegRaise();
    }

    @Override
    String recovery(RuleReasons reasons) {
        return reasons.straightLegRaise();
    }
}
