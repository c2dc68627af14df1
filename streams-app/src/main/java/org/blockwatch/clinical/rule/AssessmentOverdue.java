package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.LOW;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * R13: not recovered, and the next assessment is late: last = the latest of T0, the latest assessment of staff since S0
 * (any, even an empty one) and the return; due = last + 15 min if last &lt; T0 + 1 h; last + 4 h if last ≥ T0 + 4 h, motor
 * recovered, no R4 episode open and every deficit in BACK; else last + 30 min. dueAt = due + 15 min. HOME instead: due =
 * the first slot that counts and that no assessment answers; dueAt = due + 1 h.
 *
 * <p>Priority: LOW from due + 15 min, MEDIUM from due + 45 min; HOME: LOW from due + 1 h, MEDIUM from due + 3 h.
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
        Instant due = due(context);
        if (due == null || context.picture().recovered()) {
            return Verdict.NONE;
        }
        Instant low = due.plus(lowAfter(context));
        Instant medium = due.plus(mediumAfter(context));
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
        Position last = context.picture().progress().lastAssessment();
        Instant due = due(context);
        if (due == null) {
            return all(context.reasons().setting(), "every follow-up slot is answered");
        }
        return all(
                context.reasons().setting(),
                last == null ? "no assessment since S0" : "last assessment " + Words.at(last.occurredAt()),
                "next due %s, late from %s, MEDIUM from %s"
                        .formatted(
                                Words.at(due),
                                Words.at(due.plus(lowAfter(context))),
                                Words.at(due.plus(mediumAfter(context)))));
    }

    /** Returns SATISFIED: only an assessment ends it, the one that was due, or going home or coming back. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return EndReason.SATISFIED;
    }

    /** Returns when the next assessment is due; null where none is: recovery has been shown, or every slot is answered. */
    public static @Nullable Instant nextDue(RuleContext context) {
        return context.picture().recovered() ? null : due(context);
    }

    private static Duration lowAfter(RuleContext context) {
        Protocol.Timing timing = context.protocol().timing();
        return context.home() ? timing.atHome().lowAfter() : timing.schedule().lowAfter();
    }

    private static Duration mediumAfter(RuleContext context) {
        Protocol.Timing timing = context.protocol().timing();
        return context.home()
                ? timing.atHome().mediumAfter()
                : timing.schedule().mediumAfter();
    }

    /** Returns when the next assessment is due; null where none is: at home, once every slot is answered. */
    private static @Nullable Instant due(RuleContext context) {
        return context.home() ? context.picture().nextSlot(context.protocol()) : dueInHouse(context);
    }

    private static Instant dueInHouse(RuleContext context) {
        Protocol.Schedule schedule = context.protocol().schedule();
        Position assessed = context.picture().progress().lastAssessment();
        Instant returnedAt = context.picture().home().stay().returnedAt();
        Instant t0 = context.block().t0();
        Instant examined = assessed == null ? t0 : later(assessed.occurredAt(), t0);
        Instant last = returnedAt == null ? examined : later(examined, returnedAt);
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
