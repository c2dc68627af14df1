package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.state.LadderState;
import org.blockwatch.state.LadderTier;

/**
 * Which tier is paged when. An alert that pages stands on a rung with a time for the next one until a person takes it on
 * or it ends (paging.md, promise 5): the last tier is paged again and again, and one in which nobody could be reached is
 * left at once. Nothing begins for the past (promise 9).
 */
final class TierRules {

    private static final int FIRST = 1;

    private TierRules() {}

    /** To the first tier: the alert has started, or has risen. Or not, and it is said why. */
    static void start(LadderUpdate move, PageReason reason) {
        LadderState ladder = move.ladder();
        Instant limit = ladder.getAlert().getAt().plus(move.policy().maxPageAge());
        if (!move.policy().pages(move.priority())) {
            stand(move, PageOutcome.BOARD_ONLY);
        } else if (move.now().isAfter(limit) && !move.isRunning()) {
            stand(move, PageOutcome.TOO_OLD);
        } else {
            take(move, FIRST, reason);
        }
    }

    /**
     * A ladder of release 0.1.0, which kept no times: its step is followed by the next as if it had been taken under the
     * present policy, and an acknowledgement counts from now.
     */
    static void adopt(LadderUpdate move) {
        LadderState ladder = move.ladder();
        if (!move.isRunning() || !move.policy().pages(move.priority())) {
            return;
        }
        if (!move.isAcknowledged()) {
            ladder.setClimbAt(
                    ladder.getExpiresAt().minus(move.policy().maxPageAge()).plus(patience(move)));
        } else if (move.isHigh()) {
            ladder.setAcknowledgedAt(move.now());
            ladder.setResumeAt(move.now().plus(move.policy().ackWithoutAction()));
        }
        move.decided(PageEventKind.RESCHEDULED, PageOutcome.OK);
    }

    /** Time alone: a tier has not answered in time. */
    static void due(LadderUpdate move) {
        LadderState ladder = move.ladder();
        if (ladder.getClimbAt() == null || ladder.getClimbAt().isAfter(move.now())) {
            return;
        }
        if (!isOnLast(move)) {
            onward(move, PageReason.NOT_ANSWERED);
            move.decided(PageEventKind.ESCALATED, PageOutcome.OK);
        } else if (RetryRules.reachedNobody(ladder)) {
            take(move, FIRST, PageReason.EMPTY_TIER);
            move.decided(PageEventKind.ESCALATED, PageOutcome.NOBODY_REACHED);
        } else {
            onward(move, PageReason.REPEAT);
        }
    }

    /** To the next tier now; if there is none, the last is paged again. */
    static void onward(LadderUpdate move, PageReason reason) {
        take(move, Math.min(move.ladder().getTier() + 1, move.policy().last(move.priority())), reason);
    }

    /** Whether there is no tier to go to. After a fall the present step may be of a tier beyond the last. */
    static boolean isOnLast(LadderUpdate move) {
        return rung(move) == move.policy().last(move.priority());
    }

    private static int rung(LadderUpdate move) {
        return Math.min(move.ladder().getTier(), move.policy().last(move.priority()));
    }

    /**
     * Nobody holds the roles of the present step, or nobody of them can be reached: the next tier is paged at once. After
     * the last it starts over, but not before its time, so that a house without anybody gets one round per repeat.
     */
    static void emptied(LadderUpdate move, PageOutcome why) {
        if (!move.isRunning() || move.isAcknowledged()) {
            return;
        }
        if (isOnLast(move)) {
            RetryRules.noteNobodyReached(move.ladder());
        } else {
            onward(move, PageReason.EMPTY_TIER);
            move.decided(PageEventKind.ESCALATED, why);
        }
    }

    /** The present step once more, by itself: the page of another alert, which told of it, reached nobody. */
    static void untold(LadderUpdate move) {
        if (move.isRunning() && !move.isAcknowledged() && move.wanted().isEmpty()) {
            boolean risen = move.ladder().getRisenAt() != null;
            take(move, rung(move), risen ? PageReason.ALERT_ESCALATED : PageReason.ALERT_STARTED);
        }
    }

    /** To a lower priority that still pages: the same tier, or its last; times count from now. */
    static void fell(LadderUpdate move) {
        LadderState ladder = move.ladder();
        if (!move.isRunning()) {
            return;
        }
        if (!move.policy().pages(move.priority())) {
            stop(move, PageOutcome.BOARD_ONLY);
            ladder.setRoles(List.of());
            return;
        }
        ladder.setResumeAt(null); // an acknowledgement of less than HIGH stands
        if (!move.isAcknowledged()) {
            ladder.setClimbAt(move.now().plus(patience(move)));
        }
        move.decided(PageEventKind.RESCHEDULED, PageOutcome.OK);
    }

    /** No more is sent for this alert. */
    static void stop(LadderUpdate move, PageOutcome why) {
        move.decided(PageEventKind.SUPPRESSED, why);
        rest(move);
    }

    /** Nothing is under way any more: answered, ended, or on the board. */
    static void rest(LadderUpdate move) {
        move.leave();
        RetryRules.giveUp(move.ladder());
        move.ladder().setClimbAt(null);
        move.ladder().setResumeAt(null);
    }

    private static void take(LadderUpdate move, int tier, PageReason reason) {
        LadderTier rung = move.policy().tier(move.priority(), tier);
        step(move, tier, rung.getRoles());
        move.ladder().setExpiresAt(move.now().plus(move.policy().maxPageAge()));
        move.ladder().setClimbAt(move.now().plus(patience(move)));
        move.want(reason);
    }

    /** A step that pages nobody. */
    private static void stand(LadderUpdate move, PageOutcome why) {
        step(move, FIRST, List.of());
        move.ladder()
                .setExpiresAt(
                        move.ladder().getAlert().getAt().plus(move.policy().maxPageAge()));
        move.ladder().setClimbAt(null);
        move.decided(PageEventKind.SUPPRESSED, why);
    }

    private static void step(LadderUpdate move, int tier, List<String> roles) {
        move.leave();
        LadderState ladder = move.ladder();
        ladder.setStep(ladder.getStep() + 1);
        ladder.setTier(tier);
        ladder.setRoles(roles);
        ladder.setPageId(null);
        ladder.setChannels(new ArrayList<>());
        AnswerRules.forget(ladder);
    }

    private static Duration patience(LadderUpdate move) {
        return move.policy().patience(move.priority(), rung(move));
    }
}
