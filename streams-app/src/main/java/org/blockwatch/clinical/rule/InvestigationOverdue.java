package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.earlier;
import static org.blockwatch.clinical.rule.RuleContext.later;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Episode;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R19: an R4 episode that began at t is open, now ≥ t + 4 h and no MRI_PERFORMED at or after t; or a deficit with e ≥
 * 28 h and no MRI_PERFORMED at or after T0 + 24 h.
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
    public Verdict judge(RuleContext bedside) {
        Verdict flag = judgeEpisode(bedside);
        Verdict deficit = judgeDeficit(bedside);
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
    public String because(RuleContext bedside) {
        Episode episode = bedside.picture().episode();
        Protocol.Times times = bedside.times();
        RuleReasons facts = bedside.facts();
        return all(
                episode == null
                        ? "no red-flag episode open"
                        : "red-flag episode since %s, MRI due by %s"
                                .formatted(
                                        Words.at(episode.beganAt()),
                                        Words.at(episode.beganAt().plus(times.mriWithin()))),
                facts.deficit(),
                facts.age(times.neverNormal().plus(times.mriWithin()), null),
                facts.mri());
    }

    /** SATISFIED by an MRI, RECOVERED where the deficit is gone. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        return bedside.course().mri() == null ? EndReason.RECOVERED : EndReason.SATISFIED;
    }

    private Verdict judgeEpisode(RuleContext bedside) {
        Episode episode = bedside.picture().episode();
        if (episode == null || imagedSince(episode.beganAt(), bedside)) {
            return Verdict.NONE;
        }
        Instant dueAt = episode.beganAt().plus(bedside.times().mriWithin());
        return bedside.reached(dueAt)
                ? Verdict.holds(condition(HIGH, dueAt, episode.evidence()))
                : Verdict.notBefore(dueAt);
    }

    private Verdict judgeDeficit(RuleContext bedside) {
        Instant neverNormal = bedside.t0Plus(bedside.times().neverNormal());
        if (!bedside.deficit() || imagedSince(neverNormal, bedside)) {
            return Verdict.NONE;
        }
        Instant late = neverNormal.plus(bedside.times().mriWithin());
        Instant dueAt = later(late, bedside.since(Run.DEFICIT));
        return bedside.reached(late)
                ? Verdict.holds(condition(HIGH, dueAt, bedside.evidence().deficits()))
                : Verdict.notBefore(late);
    }

    private static boolean imagedSince(Instant from, RuleContext bedside) {
        return bedside.course().mri() != null
                && !bedside.course().mri().occurredAt().isBefore(from);
    }
}
