package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;
import static org.blockwatch.event.Priority.MEDIUM;

import org.blockwatch.clinical.LatestSigns;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R17: the latest value of each parameter since S0 score too high together; a value that scores 0 is missing once it is
 * more than 24 h older than the latest VitalSigns. Only on the open block with the greatest (T0, blockId). A PARTIAL
 * score is a lower bound and counts as it is.
 *
 * <p>Priority: HIGH if score ≥ 7; MEDIUM if 5–6 or any single parameter scores 3.
 */
public final class News2Deterioration implements Rule {

    @Override
    public String id() {
        return "R17";
    }

    @Override
    public AlertCode code() {
        return AlertCode.NEWS2_DETERIORATION;
    }

    @Override
    public Verdict judge(RuleContext context) {
        LatestSigns signs = context.latest().signs();
        if (!context.latestBlock() || !context.runs(Run.NEWS2_DETERIORATION)) {
            return Verdict.NONE;
        }
        boolean high = signs.score(context.protocol()).points()
                >= context.protocol().limits().news2().high();
        return Verdict.holds(condition(
                high ? HIGH : MEDIUM, context.since(Run.NEWS2_DETERIORATION), signs.scoring(context.protocol())));
    }

    @Override
    public boolean readsVitalSigns() {
        return true;
    }

    @Override
    public String because(RuleContext context) {
        LatestSigns signs = context.latest().signs();
        if (signs.at() == null) {
            return context.reasons().vitals();
        }
        News2Score score = signs.score(context.protocol());
        Protocol.News2 limits = context.protocol().limits().news2();
        return all(
                context.reasons().latestBlock(),
                context.reasons().vitals(),
                "NEWS2 %s%s, worst parameter %s"
                        .formatted(score.complete() ? "" : "(PARTIAL) at least ", score.points(), score.worst()),
                "HIGH from %s, MEDIUM from %s or one parameter of %s"
                        .formatted(limits.high(), limits.medium(), limits.single()));
    }

    /** Returns REATTRIBUTED where it is now judged on another block. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return context.latestBlock() ? EndReason.RECOVERED : EndReason.REATTRIBUTED;
    }
}
