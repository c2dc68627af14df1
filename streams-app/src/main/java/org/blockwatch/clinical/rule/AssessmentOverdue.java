package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.LOW;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R13: not recovered, and the next assessment is late: last = the latest assessment since S0 (any, even an empty one)
 * or T0, whichever is later; due = last + 15 min if last &lt; T0 + 1 h, else last + 30 min. dueAt = due + 15 min.
 *
 * <p>Priority: LOW from due + 15 min, MEDIUM from due + 45 min.
 */
public final class AssessmentOverdue implements Rule {

    @Override
    public String id() {
        return "R13";
    }

    @Override
    public AlertCode code() {
        return AlertCode.ASSESSMENT_OVERDUE;
    }

    @Override
    public Verdict judge(RuleContext bedside) {
        if (bedside.picture().recovered()) {
            return Verdict.NONE;
        }
        Protocol.Schedule schedule = bedside.protocol().schedule();
        Instant due = due(bedside, schedule);
        Instant low = due.plus(schedule.lowAfter());
        Instant medium = due.plus(schedule.mediumAfter());
        if (!bedside.reached(low)) {
            return Verdict.notBefore(low);
        }
        Position last = bedside.picture().lastAssessment();
        Set<String> evidence = Set.of(last == null ? bedside.block().eventId() : last.eventId());
        return bedside.reached(medium)
                ? Verdict.holds(condition(MEDIUM, low, evidence))
                : Verdict.holdsUntil(condition(LOW, low, evidence), medium);
    }

    @Override
    public String because(RuleContext bedside) {
        if (bedside.picture().recovered()) {
            return "recovered";
        }
        Protocol.Schedule schedule = bedside.protocol().schedule();
        Position last = bedside.picture().lastAssessment();
        Instant due = due(bedside, schedule);
        return all(
                last == null ? "no assessment since S0" : "last assessment " + Words.at(last.occurredAt()),
                "next due %s, late from %s, MEDIUM from %s"
                        .formatted(
                                Words.at(due),
                                Words.at(due.plus(schedule.lowAfter())),
                                Words.at(due.plus(schedule.mediumAfter()))));
    }

    /** Only an assessment ends it: the one that was due. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        return EndReason.SATISFIED;
    }

    private static Instant due(RuleContext bedside, Protocol.Schedule schedule) {
        Position assessed = bedside.picture().lastAssessment();
        Instant t0 = bedside.block().t0();
        Instant last = assessed == null ? t0 : later(assessed.occurredAt(), t0);
        boolean close = last.isBefore(bedside.t0Plus(schedule.closeUntil()));
        return last.plus(close ? schedule.closeEvery() : schedule.every());
    }
}
