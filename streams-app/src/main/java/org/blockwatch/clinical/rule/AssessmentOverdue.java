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
import org.jspecify.annotations.Nullable;

/**
 * R13: not recovered, and the next assessment is late: last = the later of T0 and the latest assessment since S0 (any,
 * even an empty one); due = last + 15 min if last &lt; T0 + 1 h; last + 4 h if last ≥ T0 + 4 h, motor recovered, no R4
 * episode open and every deficit in BACK; else last + 30 min. dueAt = due + 15 min.
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
    public Verdict judge(RuleContext context) {
        if (context.picture().recovered()) {
            return Verdict.NONE;
        }
        Protocol.Schedule schedule = context.protocol().schedule();
        Instant due = due(context, schedule);
        Instant low = due.plus(schedule.lowAfter());
        Instant medium = due.plus(schedule.mediumAfter());
        if (!context.reached(low)) {
            return Verdict.notBefore(low);
        }
        Position last = context.picture().progress().lastAssessment();
        Set<String> evidence = Set.of(last == null ? context.block().eventId() : last.eventId());
        return context.reached(medium)
                ? Verdict.holds(condition(MEDIUM, low, evidence))
                : Verdict.holdsUntil(condition(LOW, low, evidence), medium);
    }

    @Override
    public String because(RuleContext context) {
        if (context.picture().recovered()) {
            return "recovered";
        }
        Protocol.Schedule schedule = context.protocol().schedule();
        Position last = context.picture().progress().lastAssessment();
        Instant due = due(context, schedule);
        return all(
                last == null ? "no assessment since S0" : "last assessment " + Words.at(last.occurredAt()),
                "next due %s, late from %s, MEDIUM from %s"
                        .formatted(
                                Words.at(due),
                                Words.at(due.plus(schedule.lowAfter())),
                                Words.at(due.plus(schedule.mediumAfter()))));
    }

    /** Returns SATISFIED: only an assessment ends it, the one that was due. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return EndReason.SATISFIED;
    }

    /** Returns when the next assessment is due; null where none is, because recovery has been shown. */
    public static @Nullable Instant nextDue(RuleContext context) {
        return context.picture().recovered()
                ? null
                : due(context, context.protocol().schedule());
    }

    private static Instant due(RuleContext context, Protocol.Schedule schedule) {
        Position assessed = context.picture().progress().lastAssessment();
        Instant t0 = context.block().t0();
        Instant last = assessed == null ? t0 : later(assessed.occurredAt(), t0);
        if (last.isBefore(context.t0Plus(schedule.closeUntil()))) {
            return last.plus(schedule.closeEvery());
        }
        boolean old = !last.isBefore(context.t0Plus(context.times().expectedEnd()));
        return last.plus(old && onlyTheBackIsNumb(context) ? schedule.backOnlyEvery() : schedule.every());
    }

    private static boolean onlyTheBackIsNumb(RuleContext context) {
        return context.picture().motorRecovered()
                && context.picture().progress().episode() == null
                && context.deficits().onlyInTheBack();
    }
}
