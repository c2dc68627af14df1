package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Episode;
import org.blockwatch.clinical.RedFlags;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.RedFlag;

/**
 * R4: a red-flag episode is open. dueAt = its beginning.
 *
 * <p>Priority: HIGH.
 *
 * <p>What shows a flag, when an episode begins and when it ends is in {@link org.blockwatch.clinical.RedFlags}. Time
 * alone begins one for a block on both sides: a bilateral picture counts from T0 + 4 h.
 */
public final class RedFlagMri implements Rule {

    @Override
    public String id() {
        return "R4";
    }

    @Override
    public AlertCode code() {
        return AlertCode.RED_FLAG_MRI;
    }

    @Override
    public Verdict judge(RuleContext context) {
        Episode episode = context.picture().progress().episode();
        Instant counts = RedFlags.bilateralCountsFrom(context.block(), context.protocol());
        boolean willCount = context.picture().bilateral() && !context.reached(counts);
        return new Verdict(episode == null ? null : condition(episode, context), willCount ? counts : null);
    }

    @Override
    public String because(RuleContext context) {
        Episode episode = context.picture().progress().episode();
        Set<RedFlag> flags = RedFlags.showing(context.picture(), context.now(), context.protocol());
        Instant counts = RedFlags.bilateralCountsFrom(context.block(), context.protocol());
        boolean willCount = context.picture().bilateral() && !context.reached(counts);
        return all(
                episode == null ? "no red-flag episode open" : "red-flag episode since " + Words.at(episode.beganAt()),
                flags.isEmpty()
                        ? "no flag shows"
                        : "showing " + context.reasons().terms(flags),
                willCount ? "both sides affected, a flag from " + Words.at(counts) + " on" : "",
                episode == null ? "" : context.reasons().mri());
    }

    /** Returns SATISFIED: an episode ends by an MRI only. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return EndReason.SATISFIED;
    }

    private Condition condition(Episode episode, RuleContext context) {
        Set<RedFlag> flags = RedFlags.showing(context.picture(), context.now(), context.protocol());
        Set<String> evidence = new HashSet<>(episode.evidence());
        evidence.addAll(context.evidence().flags(flags));
        return new Condition(code(), HIGH, episode.beganAt(), evidence, flags, Set.of());
    }
}
