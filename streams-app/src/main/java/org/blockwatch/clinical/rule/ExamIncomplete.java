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
 * R14: deficit, now ≥ max(T0 + 4 h, deficit since) + 30 min (= dueAt), and the assessments at or after T0 + 4 h
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
    public Verdict judge(RuleContext bedside) {
        Set<ExamItem> missing = missing(bedside);
        if (!bedside.deficit() || missing.isEmpty()) {
            return Verdict.NONE;
        }
        Instant dueAt = dueAt(bedside);
        if (!bedside.reached(dueAt)) {
            return Verdict.notBefore(dueAt);
        }
        Set<String> evidence = bedside.evidence().deficits();
        return Verdict.holds(new Condition(code(), id(), MEDIUM, dueAt, evidence, Set.of(), missing));
    }

    @Override
    public String because(RuleContext bedside) {
        RuleReasons facts = bedside.facts();
        if (!bedside.deficit()) {
            return facts.deficit();
        }
        String due = "complete examination due " + Words.at(dueAt(bedside));
        return bedside.reached(bedside.t0Plus(bedside.times().expectedEnd()))
                ? all(facts.deficit(), due, facts.missing(missing(bedside)))
                : all(facts.deficit(), due);
    }

    /** SATISFIED where the examination is complete, RECOVERED where the deficit is gone. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        return missing(bedside).isEmpty() ? EndReason.SATISFIED : EndReason.RECOVERED;
    }

    private static Instant dueAt(RuleContext bedside) {
        Protocol.Times times = bedside.times();
        return later(bedside.t0Plus(times.expectedEnd()), bedside.since(Run.DEFICIT))
                .plus(times.completeExamWithin());
    }

    private static Set<ExamItem> missing(RuleContext bedside) {
        Set<ExamItem> missing = new HashSet<>(ExamItem.COMPLETE);
        missing.removeAll(bedside.picture().past().examined());
        return missing;
    }
}
