package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.schemas.RefusedCause;
import org.blockwatch.state.LadderState;

/**
 * What people answer. An acknowledgement stops the climb, and of a HIGH alert only for so long as it takes to get to the
 * bed (paging.md, promise 4); a decline goes on at once; a note is no answer. Each answer is on the trail once.
 */
final class AnswerRules {

    /** How many answers are known again when they come twice: far more than a person sends before the first is read. */
    private static final int REMEMBERED = 32;

    private AnswerRules() {}

    /** Why a closing note must not be taken in: the article's line, where it names a cause that the article refuses. */
    static Optional<String> refusal(LadderState ladder, AlertResponse answer) {
        return answer.getKind() == AlertResponseKind.CLOSING_NOTE
                ? RefusedCause.line(ladder.getAlert(), answer.getCause())
                : Optional.empty();
    }

    /** @param offset where the answer lies on its topic: later ones have greater ones */
    static void take(LadderUpdate move, AlertResponse answer, long offset) {
        LadderState ladder = move.ladder();
        ladder.setLastAnswer(Math.max(ladder.getLastAnswer(), offset));
        if (ladder.getAnswers().contains(answer.getEventId())) {
            return;
        }
        remember(ladder, answer.getEventId());
        PageOutcome outcome = ladder.getEnded() ? PageOutcome.ALERT_ENDED : outcome(move, answer);
        PageEvent heard = move.decided(kind(answer.getKind()), outcome);
        heard.setRecipient(answer.getBy());
        heard.setAnswerId(answer.getEventId());
        if (outcome == PageOutcome.OK) {
            act(move, answer);
        }
    }

    /** What is recorded of an answer to an alert that has no ladder (any more). */
    static PageEvent tooLate(AlertResponse answer, Instant now) {
        return PageEvent.newBuilder()
                .setPageId(Optional.ofNullable(answer.getPageId()).orElse(""))
                .setAlertId(answer.getAlertId())
                .setPatientId(answer.getPatientId())
                .setKind(kind(answer.getKind()))
                .setOutcome(PageOutcome.ALERT_ENDED)
                .setTier(0)
                .setStep(0)
                .setRecipient(answer.getBy())
                .setAnswerId(answer.getEventId())
                .setAt(now)
                .build();
    }

    /** Time alone: whoever acknowledged should have been at the bed by now. */
    static void due(LadderUpdate move, Predicate<Instant> assessedSince) {
        LadderState ladder = move.ladder();
        if (ladder.getResumeAt() == null || ladder.getResumeAt().isAfter(move.now())) {
            return;
        }
        if (assessedSince.test(ladder.getAcknowledgedAt())) {
            ladder.setResumeAt(null);
            move.decided(PageEventKind.ACKNOWLEDGED, PageOutcome.ASSESSED).setRecipient(ladder.getAcknowledgedBy());
        } else {
            TierRules.onward(move, PageReason.ACK_WITHOUT_ACTION);
            move.decided(PageEventKind.RESUMED, PageOutcome.OK);
        }
    }

    /** An acknowledgement counts no longer. */
    static void forget(LadderState ladder) {
        ladder.setAcknowledgedBy(null);
        ladder.setAcknowledgedAt(null);
        ladder.setResumeAt(null);
    }

    private static PageOutcome outcome(LadderUpdate move, AlertResponse answer) {
        return switch (answer.getKind()) {
            case ACKNOWLEDGED -> acknowledgement(move, answer);
            case DECLINED -> decline(move, answer);
            case CLOSING_NOTE -> PageOutcome.OK;
            case UNKNOWN -> PageOutcome.UNKNOWN;
        };
    }

    private static PageOutcome acknowledgement(LadderUpdate move, AlertResponse answer) {
        if (isStale(move, answer)) {
            return PageOutcome.STALE_ANSWER;
        }
        return move.isAcknowledged() ? PageOutcome.ALREADY_ACKNOWLEDGED : PageOutcome.OK;
    }

    private static PageOutcome decline(LadderUpdate move, AlertResponse answer) {
        if (isTakenBack(move, answer)) {
            return PageOutcome.OK;
        }
        if (move.isAcknowledged()) {
            return PageOutcome.ALREADY_ACKNOWLEDGED;
        }
        return isStale(move, answer) || isLeftBehind(move, answer) ? PageOutcome.STALE_ANSWER : PageOutcome.OK;
    }

    /** An answer given before the alert rose answers a lesser alert. */
    private static boolean isStale(LadderUpdate move, AlertResponse answer) {
        Instant risenAt = move.ladder().getRisenAt();
        return risenAt != null && answer.getOccurredAt().isBefore(risenAt);
    }

    private static boolean isTakenBack(LadderUpdate move, AlertResponse answer) {
        return answer.getBy().equals(move.ladder().getAcknowledgedBy());
    }

    /** A second click must not climb a second tier. */
    private static boolean isLeftBehind(LadderUpdate move, AlertResponse answer) {
        return answer.getPageId() == null
                ? move.ladder().getDeclinedBy().contains(answer.getBy())
                : !answer.getPageId().equals(move.pageId());
    }

    private static void act(LadderUpdate move, AlertResponse answer) {
        LadderState ladder = move.ladder();
        if (answer.getKind() == AlertResponseKind.ACKNOWLEDGED) {
            acknowledge(move, answer);
        } else if (answer.getKind() == AlertResponseKind.DECLINED) {
            boolean takenBack = isTakenBack(move, answer);
            ladder.getDeclinedBy().add(answer.getBy());
            if (move.isRunning() && (takenBack || !TierRules.isOnLast(move))) {
                TierRules.onward(move, PageReason.DECLINED);
            } else if (takenBack) {
                forget(ladder);
            }
        }
    }

    private static void acknowledge(LadderUpdate move, AlertResponse answer) {
        LadderState ladder = move.ladder();
        TierRules.rest(move);
        ladder.setAcknowledgedBy(answer.getBy());
        ladder.setAcknowledgedAt(
                believable(answer.getOccurredAt(), ladder.getAlert().getStartedAt(), move.now()));
        if (move.isRunning() && move.isHigh()) {
            Instant bedside = ladder.getAcknowledgedAt().plus(move.policy().ackWithoutAction());
            ladder.setResumeAt(bedside.isBefore(move.now()) ? move.now() : bedside);
        }
    }

    /** The time of an answer is that of the answerer's clock: nobody answers before the start, nor after it is heard. */
    private static Instant believable(Instant said, Instant from, Instant now) {
        Instant notTooEarly = said.isBefore(from) ? from : said;
        return notTooEarly.isAfter(now) ? now : notTooEarly;
    }

    private static PageEventKind kind(AlertResponseKind kind) {
        return switch (kind) {
            case ACKNOWLEDGED -> PageEventKind.ACKNOWLEDGED;
            case DECLINED -> PageEventKind.DECLINED;
            case CLOSING_NOTE, UNKNOWN -> PageEventKind.NOTED;
        };
    }

    private static void remember(LadderState ladder, String eventId) {
        List<String> answers = new ArrayList<>(ladder.getAnswers());
        answers.add(eventId);
        ladder.setAnswers(answers.subList(Math.max(0, answers.size() - REMEMBERED), answers.size()));
    }
}
