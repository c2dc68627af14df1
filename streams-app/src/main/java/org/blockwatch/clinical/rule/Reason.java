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

    /** Returns what every rule says of a block, in the order of the table. */
    public static List<Reason> of(BlockJudgement block, Instant at) {
        RuleContext context = new RuleContext(block.picture(), block.latest(), at, block.protocol());
        return RuleBook.RULES.stream().map(rule -> of(rule, context)).toList();
    }

    private static Reason of(Rule rule, RuleContext context) {
        return context.protocol().judges(rule.code())
                ? new Reason(rule, rule.judge(context), rule.because(context))
                : new Reason(
                        rule,
                        Verdict.NONE,
                        "not judged under " + context.protocol().title());
    }
}
