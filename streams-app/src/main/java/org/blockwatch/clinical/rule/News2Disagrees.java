package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.LOW;

import java.util.Set;
import org.blockwatch.clinical.LatestSigns.ReportedScore;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Words;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R21: the latest VitalSigns that carries {@code reportedNews2} is the latest VitalSigns or at most 60 min older, the
 * score recomputed as of it is complete with every value within 60 min of it, and the two differ. Only on the open block
 * with the greatest (T0, blockId).
 *
 * <p>Priority: LOW.
 */
public final class News2Disagrees implements Rule {

    @Override
    public String id() {
        return "R21";
    }

    @Override
    public AlertCode code() {
        return AlertCode.NEWS2_DISAGREES;
    }

    @Override
    public Verdict judge(RuleContext context) {
        ReportedScore reported = context.latest().signs().reported();
        return reported != null && context.latestBlock() && context.runs(Run.NEWS2_DISAGREES)
                ? Verdict.holds(condition(
                        LOW,
                        context.since(Run.NEWS2_DISAGREES),
                        Set.of(reported.by().eventId())))
                : Verdict.NONE;
    }

    @Override
    public boolean readsVitalSigns() {
        return true;
    }

    @Override
    public String because(RuleContext context) {
        ReportedScore reported = context.latest().signs().reported();
        if (reported == null) {
            return all(context.reasons().vitals(), "no score reported");
        }
        News2Score recomputed = context.latest().signs().asReported(context.protocol());
        String told = "%s reported %s (%s)"
                .formatted(
                        reported.points(),
                        Words.at(reported.by().occurredAt()),
                        reported.by().eventId());
        return all(
                context.reasons().latestBlock(),
                context.reasons().vitals(),
                told,
                recomputed == null ? "too long before them to compare" : recomputed.points() + " recomputed",
                recomputed == null || recomputed.complete() ? "" : "too incomplete to compare");
    }

    /** Returns REATTRIBUTED where it is now judged on another block. */
    @Override
    public EndReason endedBecause(RuleContext context) {
        return context.latestBlock() ? EndReason.RECOVERED : EndReason.REATTRIBUTED;
    }
}
