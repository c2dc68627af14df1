package org.blockwatch.clinical.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.clinical.Block;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.jspecify.annotations.Nullable;

/** Asks every rule about every block of a patient. */
public final class Judge {

    private static final Comparator<Block> LATER =
            Comparator.comparing(Block::t0).thenComparing(Block::blockId);

    private final Protocols protocols;

    public Judge(Protocols protocols) {
        this.protocols = protocols;
    }

    /** Returns what holds for a patient at an instant, and the next instant to ask again if nothing is charted until then. */
    public Judgement judge(Recovery recovery, Instant now) {
        Block latest = latest(recovery, now);
        List<BlockJudgement> blocks = new ArrayList<>();
        Instant next = null;
        for (Picture picture : recovery.pictures()) {
            Protocol protocol = protocols.of(picture.block());
            boolean open = recovery.open(picture, now, protocols);
            boolean judgedLatest = !open || picture.block().equals(latest);
            RuleContext context = new RuleContext(picture.at(now, protocol), judgedLatest, now, protocol);
            List<Condition> conditions = new ArrayList<>();
            Instant change = picture.mayCloseAfter(now, protocol);
            for (Rule rule : RuleBook.RULES) {
                Verdict verdict = protocol.judges(rule.code()) ? rule.judge(context) : Verdict.NONE;
                if (verdict.condition() != null) {
                    conditions.add(verdict.condition());
                }
                change = Verdict.earliest(change, verdict.next());
            }
            blocks.add(
                    new BlockJudgement(context.picture(), protocol, open, judgedLatest, protocols.zone(), conditions));
            next = open ? Verdict.earliest(next, change) : next;
        }
        return new Judgement(now, blocks, next);
    }

    /** Returns what rules look at of each open block, by its name: for whoever asks them why they hold or do not. */
    public Map<String, RuleContext> contexts(Recovery recovery, Instant now) {
        Block latest = latest(recovery, now);
        Map<String, RuleContext> contexts = new HashMap<>();
        for (Picture picture : recovery.pictures()) {
            if (recovery.open(picture, now, protocols)) {
                Protocol protocol = protocols.of(picture.block());
                boolean isLatest = picture.block().equals(latest);
                contexts.put(
                        picture.block().blockId(), new RuleContext(picture.at(now, protocol), isLatest, now, protocol));
            }
        }
        return contexts;
    }

    /**
     * Tells whether no rule that looks at vital signs holds for a patient. Then vital signs, and until the next instant time, have changed
     * nothing of a judgement in which none of these rules held either: it need not be asked for.
     */
    public boolean isQuiet(Recovery recovery, Instant now) {
        Block latest = latest(recovery, now);
        for (Picture picture : recovery.pictures()) {
            if (recovery.open(picture, now, protocols)) {
                Protocol protocol = protocols.of(picture.block());
                RuleContext context = new RuleContext(picture, picture.block().equals(latest), now, protocol);
                for (Rule rule : RuleBook.OF_VITAL_SIGNS) {
                    if (protocol.judges(rule.code()) && rule.judge(context).condition() != null) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private @Nullable Block latest(Recovery recovery, Instant now) {
        Block latest = null;
        for (Picture picture : recovery.pictures()) {
            Block block = picture.block();
            if ((latest == null || LATER.compare(block, latest) > 0) && recovery.open(picture, now, protocols)) {
                latest = block;
            }
        }
        return latest;
    }
}
