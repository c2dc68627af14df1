package org.blockwatch.clinical.rule;

import static org.blockwatch.event.Priority.MEDIUM;

import java.util.Set;
import org.blockwatch.clinical.CareGroup;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.AlertCode;

/**
 * R9: the latest mobilisation event since S0 is MOBILISATION_ORDERED or _STARTED and motor not recovered;
 * not while HOME. After a return only events since it count.
 *
 * <p>Priority: MEDIUM.
 */
public final class UnsafeMobilisation extends UnsafeCareRule {

    UnsafeMobilisation() {
        super(CareGroup.MOBILISATION, Run.UNSAFE_MOBILISATION, MEDIUM, "mobilisation event");
    }

    @Override
    public String id() {
        return "R9";
    }

    @Override
    public AlertCode code() {
        return AlertCode.UNSAFE_MOBILISATION;
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
