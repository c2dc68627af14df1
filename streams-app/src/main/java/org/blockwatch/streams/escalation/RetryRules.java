package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.streams.escalation.Ladder.Attempt;
import org.blockwatch.streams.escalation.Ladder.Progress;
import org.blockwatch.streams.escalation.Ladder.Target;
import org.blockwatch.streams.escalation.LadderPhase.Paging;
import org.blockwatch.streams.escalation.PageWriter.Draft;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the page of the present step, on each channel of each recipient. One that fails is asked again, ever
 * more slowly, whatever the others say (paging.md, promise 7), for as long as the step lasts and the page is not too old.
 * A later lower state never overwrites a higher one (promise 12).
 *
 * @param engineTime how much engine time passes in a wall duration: a network takes its time whatever clock the engine has
 */
record RetryRules(UnaryOperator<Duration> engineTime) {

    /** Hears what the sender tells of an attempt at the present step. */
    void hear(LadderUpdate update, PageEvent result) {
        if (!result.getPageId().equals(update.ladder().stepId()) || IncidentRules.isNews(result)) {
            return;
        }
        Attempt known = attempt(update.ladder(), result);
        switch (result.getKind()) {
            case ACCEPTED, DELIVERED, READ ->
                put(update, new Attempt(known.to(), known.progress().done(), true));
            case UNDELIVERABLE -> put(update, known.with(known.progress().done()));
            case FAILED -> fail(update, known, result);
            case SUPPRESSED -> holdBack(update, known, result);
            default -> {} // the ladder's own, or nothing that ends an attempt
        }
    }

    /** Lets time pass: makes the attempts that are to be made again. */
    void due(LadderUpdate update) {
        for (Attempt attempt : update.ladder().step().attempts()) {
            if (!attempt.progress().isDue(update.now())) {
                continue;
            }
            if (update.now().isAfter(update.ladder().step().expiresAt())) {
                put(update, attempt.with(attempt.progress().done()));
                PageEvent given = update.record(PageEventKind.SUPPRESSED, PageOutcome.TOO_OLD);
                given.setRecipient(Draft.named(attempt.to().recipient()));
                given.setChannel(Draft.named(attempt.to().channel()));
                given.setAttempt(attempt.progress().attempt());
            } else {
                Attempt again = attempt.with(attempt.progress().again());
                put(update, again);
                update.ask(Draft.ofRetry(update.ladder(), again));
            }
        }
    }

    /** Returns the ladder with nothing to be tried again at the present step. */
    static Ladder withoutRetries(Ladder ladder) {
        return ladder.withAttempts(ladder.step().attempts().stream()
                .map(attempt -> attempt.with(attempt.progress().retriedAt(null)))
                .toList());
    }

    /** Returns whether the page of the present step could reach nobody. */
    static boolean reachedNobody(Ladder ladder) {
        return find(ladder, Target.WHOLE)
                .filter(whole -> whole.progress().settled())
                .isPresent();
    }

    static Ladder withNobodyReached(Ladder ladder) {
        return with(ladder, new Attempt(Target.WHOLE, new Progress(1, true, null), false));
    }

    private void fail(LadderUpdate update, Attempt attempt, PageEvent result) {
        Progress progress = attempt.progress();
        boolean heardBefore =
                progress.settled() || progress.retryAt() != null || result.getAttempt() < progress.attempt();
        if (heardBefore || !(update.ladder().phase() instanceof Paging)) {
            put(update, attempt);
        } else {
            put(update, attempt.with(progress.retriedAt(retryAt(update, progress, result, engineTime))));
        }
    }

    /** Returns when an attempt is made again that has just failed. */
    static Instant retryAt(LadderUpdate update, Progress failed, PageEvent result, UnaryOperator<Duration> engineTime) {
        Duration asked =
                Duration.ofMillis(Optional.ofNullable(result.getRetryAfterMs()).orElse(0L));
        return update.now()
                .plus(engineTime.apply(update.ladder().policy().retry().after(failed.attempt(), asked)));
    }

    /**
     * Hears of a page that was held back. If it was because of an acknowledgement that this ladder does not know, or has
     * passed over, it is asked for again: if that does count, it will be here before the retry is due.
     */
    private void holdBack(LadderUpdate update, Attempt attempt, PageEvent result) {
        if (result.getOutcome() == PageOutcome.ALREADY_ACKNOWLEDGED) {
            fail(update, attempt, result);
        } else if (result.getChannel() != null) {
            put(update, attempt.with(attempt.progress().done()));
        }
    }

    private static Attempt attempt(Ladder ladder, PageEvent result) {
        Target to = target(result);
        return find(ladder, to).orElseGet(() -> new Attempt(to, new Progress(result.getAttempt(), false, null), false));
    }

    /** Returns the way that a result is about. */
    static Target target(PageEvent result) {
        return new Target(orEmpty(result.getRecipient()), orEmpty(result.getChannel()), result.getAttemptId());
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }

    private static Optional<Attempt> find(Ladder ladder, Target to) {
        return ladder.step().attempts().stream()
                .filter(known -> known.to().isSameWay(to))
                .findFirst();
    }

    private static void put(LadderUpdate update, Attempt attempt) {
        update.set(with(update.ladder(), attempt));
    }

    private static Ladder with(Ladder ladder, Attempt attempt) {
        List<Attempt> attempts = new ArrayList<>(ladder.step().attempts());
        if (find(ladder, attempt.to()).isEmpty()) {
            attempts.add(attempt);
        }
        attempts.replaceAll(known -> known.to().equals(attempt.to()) ? attempt : known);
        return ladder.withAttempts(attempts);
    }
}
