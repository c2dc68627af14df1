package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.earlier;
import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.CareGroup;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Episode;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R19: an R4 episode that began at t is open, now ≥ t + 4 h and no MRI_PERFORMED at or after t; or a deficit (HOME: grave or
 * seen) with e ≥ 28 h and no MRI_PERFORMED at or after T0 + 24 h.
 *
 * <p>Priority: HIGH.
 */
public final class InvestigationOverdue implements Rule {

    @Override
    public String id() {
        return "R19";
    }

    @Override
    public AlertCode code() {
        return AlertCode.INVESTIGATION_OVERDUE;
    }

    @Override
    public Verdict judge(RuleContext context) {
        Verdict flag = judgeEpisode(context);
        Verdict deficit = judgeDeficit(context);
        Condition one = flag.condition();
        Condition other = deficit.condition();
        if (one == null || other == null) {
            return new Verdict(one == null ? other : one, Verdict.earliest(flag.next(), deficit.next()));
        }
        Set<String> evidence = new HashSet<>(one.evidence());
        evidence.addAll(other.evidence());
        return Verdict.holds(condition(HIGH, earlier(one.dueAt(), other.dueAt()), evidence));
    }

    @Override
    public String because(RuleContext context) {
        Episode episode = context.picture().progress().episode();
        Protocol.Times times = context.times();
        RuleReasons reasons = context.reasons();
        return all(
                episode == null
                        ? "no red-flag episode open"
                        : "red-flag episode since %s, MRI due by %s"
                                .formatted(
                                        Words.at(episode.beganAt()),
                                        Words.at(episode.beganAt()
                                                .plus(context.within().mri()))),
                reasons.deficit(),
                reasons.setting(),
                reasons.age(times.neverNormal().plus(context.within().mri()), null),
                reasons.mri());
    }

    /** Returns SATISFIED by an MRI or where the follow-up takes over at home, RECOVERED where the deficit is gone. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return !context.leftToFollowUp() && context.latest().latest(CareGroup.MRI) == null
                ? EndReason.RECOVERED
                : EndReason.SATISFIED;
    }

    private Verdict judgeEpisode(RuleContext context) {
        Episode episode = context.picture().progress().episode();
        if (episode == null || imagedSince(episode.beganAt(), context)) {
            return Verdict.NONE;
        }
        Instant dueAt = episode.beganAt().plus(context.within().mri());
        return context.reached(dueAt)
                ? Verdict.holds(condition(HIGH, dueAt, episode.evidence()))
                : Verdict.notBefore(dueAt);
    }

    private Verdict judgeDeficit(RuleContext context) {
        Instant neverNormal = context.t0Plus(context.times().neverNormal());
        if (!context.deficitCounts() || imagedSince(neverNormal, context)) {
            return Verdict.NONE;
        }
        Instant late = neverNormal.plus(context.within().mri());
        Instant dueAt = later(late, context.since(Run.COUNTED_DEFICIT));
        return context.reached(late)
                ? Verdict.holds(condition(HIGH, dueAt, context.evidence().deficits()))
                : Verdict.notBefore(late);
    }

    private static boolean imagedSince(Instant from, RuleContext context) {
        Care mri = context.latest().latest(CareGroup.MRI);
        return mri != null && !mri.occurredAt().isBefore(from);
    }
}
