package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.ExamItem;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R14: not HOME, deficit, now ≥ max(T0 + 4 h, deficit since) + 30 min (= dueAt), and the assessments at or after T0 + 4 h
 * together have not examined all of: 5 movements, KNEE and ANKLE reflex (any result), SLR (not NOT_TESTABLE),
 * sensation in at least one region, each on both sides. Lists what is missing.
 *
 * <p>Priority: MEDIUM.
 */
public final class ExamIncomplete implements Rule {

    @Override
    public String id() {
        return "R14";
    }

    @Override
    public AlertCode code() {
        return AlertCode.EXAM_INCOMPLETE;
    }

    @Override
    public Verdict judge(RuleContext context) {
        Set<ExamItem> missing = missing(context);
        if (context.home() || !context.deficit() || missing.isEmpty()) {
            return Verdict.NONE;
        }
        Instant dueAt = dueAt(context);
        if (!context.reached(dueAt)) {
            return Verdict.notBefore(dueAt);
        }
        Set<String> evidence = context.evidence().deficits();
        return Verdict.holds(new Condition(code(), MEDIUM, dueAt, evidence, Set.of(), missing));
    }

    @Override
    public String because(RuleContext context) {
        RuleReasons reasons = context.reasons();
        if (context.home() || !context.deficit()) {
            return all(reasons.setting(), reasons.deficit());
        }
        String due = "complete examination due " + Words.at(dueAt(context));
        return context.reached(context.t0Plus(context.times().expectedEnd()))
                ? all(reasons.deficit(), due, reasons.missing(missing(context)))
                : all(reasons.deficit(), due);
    }

    /** Returns SATISFIED where the examination is complete or the patient at home, RECOVERED where the deficit is gone. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return missing(context).isEmpty() || (context.home() && context.deficit())
                ? EndReason.SATISFIED
                : EndReason.RECOVERED;
    }

    private static Instant dueAt(RuleContext context) {
        Protocol.Times times = context.times();
        Instant due = later(context.t0Plus(times.expectedEnd()), context.since(Run.DEFICIT))
                .plus(context.within().completeExam());
        Instant returnedAt = context.picture().home().stay().returnedAt();
        return returnedAt == null ? due : later(due, returnedAt);
    }

    private static Set<ExamItem> missing(RuleContext context) {
        Set<ExamItem> missing = new HashSet<>(ExamItem.COMPLETE);
        missing.removeAll(context.picture().sinceOnset().examined());
        return missing;
    }
}
