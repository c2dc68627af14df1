package org.blockwatch.streams.escalation;

import static org.blockwatch.streams.escalation.Ladder.urgency;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.streams.escalation.Ladder.Step;
import org.blockwatch.streams.escalation.LadderPhase.Acknowledged;
import org.blockwatch.streams.escalation.LadderPhase.Ended;
import org.blockwatch.streams.escalation.LadderPhase.OnBoard;
import org.blockwatch.streams.escalation.LadderPhase.Paging;
import org.blockwatch.streams.escalation.LadderPhase.Settling;
import org.blockwatch.streams.escalation.LadderPhase.Silence;
import org.jspecify.annotations.Nullable;

/**
 * Which tier is paged when. An alert that pages stands on a tier with a time for the next one until a person takes it on
 * or it ends (paging.md, promise 5): the last tier is paged again and again, ever more slowly (promise 14), and one in which
 * nobody could be reached is left at once. Nothing begins for the past (promise 9), nor before it has settled (promise 13).
 */
final class TierRules {

    private static final int FIRST = 1;

    private TierRules() {}

    /** Goes to the first tier, now or once it has settled: the alert has started, or has risen. Or not, and says why. */
    static void start(LadderUpdate update) {
        Ladder ladder = update.ladder();
        if (!ladder.policy().pages(ladder.alert())) {
            stand(update, PageOutcome.BOARD_ONLY);
        } else if (isOld(update) && !ladder.isRunning()) {
            stand(update, PageOutcome.TOO_OLD);
        } else if (settledAt(update).isAfter(update.now())) {
            settle(update);
        } else {
            takeFirst(update);
        }
    }

    /**
     * Returns when the page may be told: not at night, where the policy says so. That a real block may still be charted counts from the alert's start; once somebody
     * has been paged, a rise waits only for what was charted with it.
     */
    private static Instant settledAt(LadderUpdate update) {
        Ladder ladder = update.ladder();
        Alert alert = ladder.alert();
        boolean implicit = alert.getClockBasis() == ClockBasis.FIRST_OBSERVED_DEFICIT;
        Instant settled =
                implicit ? alert.getStartedAt().plus(ladder.policy().timing().settleImplicit()) : Instant.MIN;
        Instant late = alert.getLateBy() > 0
                ? alert.getAt().plus(ladder.policy().timing().settleLate())
                : Instant.MIN;
        Instant known = settled.isAfter(late) ? settled : late;
        return ladder.policy().awake(alert, known.isAfter(update.now()) ? known : update.now());
    }

    /** Waits. A rise within the wait does not lengthen what the start has begun, and is told at the same instant. */
    private static void settle(LadderUpdate update) {
        Ladder ladder = update.ladder();
        Instant until = settledAt(update);
        if (ladder.phase() instanceof Settling before && before.until().isBefore(until)) {
            until = before.until();
        }
        rest(update);
        Step step = update.ladder().step();
        update.set(update.ladder()
                .with(new Step(
                        step.number(),
                        step.tier(),
                        ladder.policy().tier(ladder.alert(), FIRST).roles(),
                        until.plus(ladder.policy().timing().maxPageAge()),
                        step.sharing(),
                        step.attempts())));
        update.set(new Settling(until));
        boolean night = ladder.policy().awake(ladder.alert(), update.now()).isAfter(update.now());
        update.record(PageEventKind.RESCHEDULED, night ? PageOutcome.QUIET_HOURS : PageOutcome.SETTLING);
    }

    private static boolean isOld(LadderUpdate update) {
        Ladder ladder = update.ladder();
        return update.now()
                .isAfter(ladder.alert().getAt().plus(ladder.policy().timing().maxPageAge()));
    }

    private static void takeFirst(LadderUpdate update) {
        take(update, FIRST, startReason(update.ladder()), null);
    }

    private static PageReason startReason(Ladder ladder) {
        return ladder.answers().risenAt() == null ? PageReason.ALERT_STARTED : PageReason.ALERT_ESCALATED;
    }

    /** Lets time pass: the page has settled, or a tier has not answered in time. */
    static void due(LadderUpdate update) {
        LadderPhase phase = update.ladder().phase();
        if (phase instanceof Settling settling && !settling.until().isAfter(update.now())) {
            if (isOld(update)) {
                stand(update, PageOutcome.TOO_OLD);
            } else {
                takeFirst(update);
            }
        } else if (phase instanceof Paging paging && !paging.climbAt().isAfter(update.now())) {
            climb(update, paging.silence());
        }
    }

    private static void climb(LadderUpdate update, @Nullable Silence silence) {
        if (!isOnLast(update.ladder())) {
            take(update, next(update.ladder()), PageReason.NOT_ANSWERED, silence);
            update.record(PageEventKind.ESCALATED, PageOutcome.OK);
        } else if (RetryRules.reachedNobody(update.ladder())) {
            take(update, FIRST, PageReason.EMPTY_TIER, silence);
            update.record(PageEventKind.ESCALATED, PageOutcome.NOBODY_REACHED);
        } else {
            take(update, next(update.ladder()), PageReason.REPEAT, silence);
        }
    }

    /** Goes to the next tier now, because a person will not come; if there is none, the last is paged again. */
    static void goOn(LadderUpdate update, PageReason reason) {
        if (sleeps(update, null)) {
            return;
        }
        take(update, next(update.ladder()), reason, null);
    }

    private static int next(Ladder ladder) {
        return Math.min(ladder.step().tier() + 1, ladder.policy().last(ladder.alert()));
    }

    /** Returns whether there is no tier to go to. After a fall the present step may be of a tier beyond the last. */
    static boolean isOnLast(Ladder ladder) {
        return rung(ladder) == ladder.policy().last(ladder.alert());
    }

    private static int rung(Ladder ladder) {
        return Math.min(ladder.step().tier(), ladder.policy().last(ladder.alert()));
    }

    /**
     * Skips a tier whose roles nobody holds, or in which nobody can be reached: the next is paged at once. After the last it
     * starts over, but not before its time, so that a house without anybody gets one round per repeat.
     */
    static void skipEmptyTier(LadderUpdate update, PageOutcome why) {
        Ladder ladder = update.ladder();
        if (!(ladder.phase() instanceof Paging paging)) {
            return;
        }
        if (isOnLast(ladder)) {
            update.set(RetryRules.withNobodyReached(ladder));
        } else if (!sleeps(update, paging.silence())) {
            take(update, next(ladder), PageReason.EMPTY_TIER, paging.silence());
            update.record(PageEventKind.ESCALATED, why);
        }
    }

    /** Takes the present step once more, by itself: the page of another alert, which told of it, reached nobody. */
    static void tellAgain(LadderUpdate update) {
        if (update.ladder().phase() instanceof Paging paging && update.wanted().isEmpty()) {
            take(update, rung(update.ladder()), startReason(update.ladder()), paging.silence());
        }
    }

    /** Puts the next tier off until the morning where the policy wakes nobody now. */
    private static boolean sleeps(LadderUpdate update, @Nullable Silence silence) {
        Ladder ladder = update.ladder();
        Instant awake = ladder.policy().awake(ladder.alert(), update.now());
        if (!awake.isAfter(update.now())) {
            return false;
        }
        rest(update);
        update.set(new Paging(awake, silence));
        update.record(PageEventKind.RESCHEDULED, PageOutcome.QUIET_HOURS);
        return true;
    }

    /** Begins again with the people of the other setting: the patient has gone home, or is back. */
    static void move(LadderUpdate update) {
        Ladder ladder = update.ladder();
        boolean pages = ladder.phase() instanceof Paging || ladder.phase() instanceof Settling;
        if (!ladder.isRunning() || !pages) {
            return;
        }
        if (ladder.policy().pages(ladder.alert())) {
            start(update);
        } else {
            fallToBoard(update);
        }
    }

    /** Follows a fall to a lower priority that still pages: the same tier, or its last; times count from now. */
    static void fall(LadderUpdate update) {
        Ladder ladder = update.ladder();
        if (!ladder.isRunning()) {
            return;
        }
        if (!ladder.policy().pages(ladder.alert())) {
            fallToBoard(update);
            return;
        }
        if (ladder.phase() instanceof Acknowledged acknowledged) {
            update.set(new Acknowledged(acknowledged.by(), acknowledged.at(), null)); // enough for less than HIGH
        } else if (ladder.phase() instanceof Paging) {
            update.set(paging(update, rung(ladder), null));
        }
        update.record(PageEventKind.RESCHEDULED, PageOutcome.OK);
    }

    private static void fallToBoard(LadderUpdate update) {
        update.record(PageEventKind.SUPPRESSED, PageOutcome.BOARD_ONLY);
        rest(update);
        Ladder ladder = update.ladder();
        Step step = ladder.step();
        update.set(ladder.with(
                new Step(step.number(), step.tier(), List.of(), step.expiresAt(), step.sharing(), step.attempts())));
        update.set(
                ladder.phase() instanceof Acknowledged acknowledged
                        ? new Acknowledged(acknowledged.by(), acknowledged.at(), null)
                        : new OnBoard());
    }

    /**
     * Ends the ladder with its alert. Channels may still tell of an incident that a page opened which was under way: so one
     * that has paged stays for a while.
     *
     * @param underWay how long such news may take
     */
    static void end(LadderUpdate update, Duration underWay) {
        Ladder ladder = update.ladder();
        boolean paged = ladder.isRunning() && ladder.step().number() > 0;
        if (ladder.isRunning()) {
            boolean unsettled = ladder.phase() instanceof Settling;
            update.record(PageEventKind.SUPPRESSED, unsettled ? PageOutcome.NOT_SETTLED : PageOutcome.ALERT_ENDED);
            rest(update);
        }
        update.set(new Ended(paged ? update.now().plus(underWay) : update.now()));
    }

    /** Lets nothing go on that is under way: answered, ended, or on the board. */
    static void rest(LadderUpdate update) {
        update.leave();
        update.wantNone();
        update.set(RetryRules.withoutRetries(update.ladder()));
    }

    private static void take(LadderUpdate update, int tier, PageReason reason, @Nullable Silence silence) {
        Ladder ladder = update.ladder();
        Instant expiresAt = update.now().plus(ladder.policy().timing().maxPageAge());
        update.take(tier, ladder.policy().tier(ladder.alert(), tier).roles(), expiresAt);
        Paging next = paging(update, tier, silence);
        update.set(next);
        if (next.silence() != null && next.silence().slowedTo() != null && !isSlow(silence)) {
            update.record(PageEventKind.RESCHEDULED, PageOutcome.NOBODY_ANSWERS);
        }
        update.want(reason);
    }

    private static boolean isSlow(@Nullable Silence silence) {
        return silence != null && silence.slowedTo() != null;
    }

    /** Returns the phase of a tier that is paged now. */
    private static Paging paging(LadderUpdate update, int tier, @Nullable Silence silence) {
        KeptPolicy policy = update.ladder().policy();
        Alert alert = update.ladder().alert();
        if (tier < policy.last(alert)) {
            Instant climbAt = update.now().plus(policy.tier(alert, tier + 1).after());
            return new Paging(policy.awake(alert, climbAt), silence);
        }
        Duration repeat = policy.repeat(alert);
        if (silence == null) {
            return new Paging(policy.awake(alert, update.now().plus(repeat)), new Silence(update.now(), null));
        }
        Duration slowedTo = policy.slowed(repeat, silence, update.now());
        Instant climbAt = update.now().plus(slowedTo == null ? repeat : slowedTo);
        return new Paging(policy.awake(alert, climbAt), new Silence(silence.since(), slowedTo));
    }

    /** Takes a step that pages nobody. */
    private static void stand(LadderUpdate update, PageOutcome why) {
        Ladder ladder = update.ladder();
        update.take(
                FIRST,
                List.of(),
                ladder.alert().getAt().plus(ladder.policy().timing().maxPageAge()));
        update.set(new OnBoard());
        update.record(PageEventKind.SUPPRESSED, why);
    }

    /** Returns whether the alert has become more urgent (above 0), less (below), or neither. */
    static int change(Ladder ladder, Alert next) {
        return urgency(next.getPriority()) - urgency(ladder.priority());
    }
}
