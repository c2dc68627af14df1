package org.blockwatch.clinical.rule;

import java.time.Instant;
import java.util.List;
import org.blockwatch.clinical.Judgement.BlockJudgement;

/**
 * What a rule says of a block, and why it says so.
 *
 * @param verdict whether it holds, and when time alone can change that
 * @param because the facts behind it, in words
 */
public record Reason(Rule rule, Verdict verdict, String because) {

    /** What every rule says of a block, in the order of the table. */
    public static List<Reason> of(BlockJudgement block, Instant at) {
        RuleContext bedside = new RuleContext(block.picture(), block.latest(), at, block.protocol());
        return RuleBook.RULES.stream().map(rule -> of(rule, bedside)).toList();
    }

    private static Reason of(Rule rule, RuleContext bedside) {
        return bedside.protocol().judges(rule.code())
                ? new Reason(rule, rule.judge(bedside), rule.because(bedside))
                : new Reason(
                        rule,
                        Verdict.NONE,
                        "not judged under " + bedside.protocol().title());
    }
}
