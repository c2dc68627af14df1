package org.blockwatch.clinical.rule;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Condition;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Priority;

/** One row of the table of alerts in clinical-rules.md. */
public interface Rule {

    /** Returns the row: R1 to R21. */
    String id();

    /** Returns what the alert is called. */
    AlertCode code();

    /** Tells whether the rule holds at the bedside now, and when time alone can change that. */
    Verdict judge(RuleContext context);

    /**
     * Says why it holds or does not: the facts that the condition asks for, as they are at the bedside now. For people who
     * ask afterwards; no judgement needs it.
     */
    String because(RuleContext context);

    /** Tells whether it looks at vital signs, so that they alone can change what it says. */
    default boolean readsVitalSigns() {
        return false;
    }

    /** Returns the graver rules that take this one's place while its ground goes on. */
    default Set<AlertCode> supersededBy() {
        return Set.of();
    }

    /**
     * Says why the rule no longer holds, after a new statement in order. RECOVERED: a new examination or new vital signs no
     * longer support it. SATISFIED: the work was done.
     */
    default EndReason endedBecause(RuleContext context) {
        return EndReason.RECOVERED;
    }

    /** Returns the condition that this rule holds. */
    default Condition condition(Priority priority, Instant dueAt, Set<String> evidence) {
        return new Condition(code(), priority, dueAt, evidence, Set.of(), Set.of());
    }
}
