package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;

import java.util.Set;
import java.util.TreeSet;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.CareGroup;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Priority;

/** The shape of R9, R10 and R11: something was done with the patient that asks for a recovery which was not shown. */
abstract class UnsafeCareRule implements Rule {

    private final CareGroup group;
    private final Run unsafe;
    private final Priority priority;
    private final String events;

    /**
     * Makes a rule about a group of events.
     *
     * @param unsafe the run that the rule is
     * @param events what people call an event of the group
     */
    UnsafeCareRule(CareGroup group, Run unsafe, Priority priority, String events) {
        this.group = group;
        this.unsafe = unsafe;
        this.priority = priority;
        this.events = events;
    }

    /** Returns the assessments that what was not shown rests on. */
    abstract Set<String> evidence(RuleContext context);

    /** Tells what was shown or not, in words. */
    abstract String recovery(RuleReasons reasons);

    @Override
    public Verdict judge(RuleContext context) {
        Care latest = context.latest().latest(group);
        if (latest == null || !context.runs(unsafe)) {
            return Verdict.NONE;
        }
        Set<String> evidence = new TreeSet<>(evidence(context));
        evidence.add(latest.eventId());
        return Verdict.holds(condition(priority, context.since(unsafe), evidence));
    }

    @Override
    public String because(RuleContext context) {
        RuleReasons reasons = context.reasons();
        return all(reasons.latest(events, context.latest().latest(group)), reasons.setting(), recovery(reasons));
    }

    /** Returns SATISFIED where a later event cancelled it or the patient has gone home, RECOVERED where it has become safe. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return stands(context) ? EndReason.RECOVERED : EndReason.SATISFIED;
    }

    /** Tells whether the latest event still asks for a recovery. */
    boolean stands(RuleContext context) {
        return !context.home() && context.picture().unsafeSinceReturn(group);
    }
}
