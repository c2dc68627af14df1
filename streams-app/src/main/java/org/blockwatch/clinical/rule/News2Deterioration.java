package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;
import static org.blockwatch.event.Priority.MEDIUM;

import java.util.Set;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;

/**
 * R17: the latest VitalSigns since S0 score too high. Only on the open block with the greatest (T0, blockId). A
 * PARTIAL score is a lower bound and counts as it is.
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
    public Verdict judge(RuleContext bedside) {
        Vitals vitals = bedside.course().vitals();
        if (vitals == null || !bedside.latestBlock()) {
            return Verdict.NONE;
        }
        News2Score score = News2Score.of(vitals.observed());
        Protocol.News2 limits = bedside.protocol().news2();
        boolean high = score.points() >= limits.high();
        boolean medium = score.points() >= limits.medium() || score.worst() >= limits.single();
        return high || medium
                ? Verdict.holds(condition(high ? HIGH : MEDIUM, vitals.occurredAt(), Set.of(vitals.eventId())))
                : Verdict.NONE;
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
        Protocol.News2 limits = bedside.protocol().news2();
        return all(
                bedside.facts().latestBlock(),
                bedside.facts().vitals(),
                "NEWS2 %s%d, worst parameter %d"
                        .formatted(score.complete() ? "" : "(PARTIAL) at least ", score.points(), score.worst()),
                "HIGH from %d, MEDIUM from %d or one parameter of %d"
                        .formatted(limits.high(), limits.medium(), limits.single()));
    }

    /** REATTRIBUTED where it is now judged on another block. */
    @Override
    public EndReason endedBecause(RuleContext bedside) {
        return bedside.latestBlock() ? EndReason.RECOVERED : EndReason.REATTRIBUTED;
    }
}
