package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.LOW;

import java.util.Set;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R21: the latest VitalSigns carries {@code reportedNews2} different from the recomputed complete score. Only on the
 * open block with the greatest (T0, blockId).
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
    public Verdict judge(RuleContext bedside) {
        Vitals vitals = bedside.course().vitals();
        if (vitals == null || vitals.reportedNews2() == null || !bedside.latestBlock()) {
            return Verdict.NONE;
        }
        News2Score score = News2Score.of(vitals.observed());
        boolean disagrees = score.complete() && score.points() != vitals.reportedNews2();
        return disagrees ? Verdict.holds(condition(LOW, vitals.occurredAt(), Set.of(vitals.eventId()))) : Verdict.NONE;
    }

    @Override
    public boolean readsVitalSigns() {
        return true;
    }

    @Override
    public String because(RuleContext bedside) {
        Vitals vitals = bedside.course().vitals();
        if (vitals == null) {
            return bedside.facts().vitals();
        }
        News2Score score = News2Score.of(vitals.observed());
        return all(
                bedside.facts().latestBlock(),
                bedside.facts().vitals(),
                vitals.reportedNews2() == null
                        ? "no score reported"
                        : "%d reported, %d recomputed".formatted(vitals.reportedNews2(), score.points()),
                score.complete() ? "" : "too incomplete to compare");
    }

    /** REATTRIBUTED where it is now judged on another block. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        return bedside.latestBlock() ? EndReason.RECOVERED : EndReason.REATTRIBUTED;
    }
}
