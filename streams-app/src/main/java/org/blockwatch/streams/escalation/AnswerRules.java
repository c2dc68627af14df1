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
import org.blockwatch.streams.escalation.Ladder.Answers;
import org.blockwatch.streams.escalation.LadderEvent.Answered;
import org.blockwatch.streams.escalation.LadderPhase.Acknowledged;
import org.blockwatch.streams.escalation.LadderPhase.OnBoard;
import org.blockwatch.streams.escalation.LadderPhase.Settling;

/**
 * What people answer. An acknowledgement stops the climb, and of a HIGH alert only for so long as it takes to get to the
 * bed (paging.md, promise 4); a decline goes on at once; a note is no answer. Each answer is decided once, and the decision
 * told with the answer's offset, so that whoever sends pages believes what the ladder believes (promise 16).
 */
final class AnswerRules {

    /** How many answers are known again when they come twice: far more than a person sends before the first is read. */
    private static final int REMEMBERED = 32;

    private AnswerRules() {}

    /** Returns the article's line, where a closing note names a cause that the article refuses: it must not be taken in. */
    static Optional<String> refusal(Ladder ladder, AlertResponse answer) {
        return answer.getKind() == AlertResponseKind.CLOSING_NOTE
                ? RefusedCause.line(ladder.alert(), answer.getCause())
                : Optional.empty();
    }

    /** Takes an answer in, unless it has been. */
    static void answer(LadderUpdate update, Answered answered) {
        AlertResponse answer = answered.answer();
        Answers known = update.ladder().answers();
        boolean heardBefore = known.taken().contains(answer.getEventId());
        update.set(update.ladder()
                .with(new Answers(
                        Math.max(known.lastOffset(), answered.offset()),
                        known.risenAt(),
                        heardBefore ? known.taken() : remembered(known.taken(), answer.getEventId()),
                        known.declinedBy())));
        if (heardBefore) {
            return;
        }
        PageOutcome outcome = update.ladder().isEnded() ? PageOutcome.ALERT_ENDED : outcome(update.ladder(), answered);
        PageEvent heard = update.record(kind(answer.getKind()), outcome);
        heard.setRecipient(answer.getBy());
        heard.setAnswerId(answer.getEventId());
        heard.setAnswerOffset(answered.offset());
        if (outcome == PageOutcome.OK) {
            act(update, answered);
        }
    }

    /** Returns what is recorded of an answer to an alert that has no ladder: it has ended, or not begun. */
    static PageEvent withoutLadder(Answered answered, Instant now) {
        AlertResponse answer = answered.answer();
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
                .setAnswerOffset(answered.offset())
                .setAt(now)
                .build();
    }

    /** Lets time pass: whoever acknowledged should have been at the bed by now. */
    static void due(LadderUpdate update, Predicate<Instant> assessedSince) {
        if (!(update.ladder().phase() instanceof Acknowledged acknowledged)
                || acknowledged
                        .wakesAt()
                        .filter(at -> !at.isAfter(update.now()))
                        .isEmpty()) {
            return;
        }
        if (assessedSince.test(acknowledged.at())) {
            update.set(new Acknowledged(acknowledged.by(), acknowledged.at(), null));
            update.record(PageEventKind.ACKNOWLEDGED, PageOutcome.ASSESSED).setRecipient(acknowledged.by());
        } else {
            TierRules.goOn(update, PageReason.ACK_WITHOUT_ACTION);
            update.record(PageEventKind.RESUMED, PageOutcome.OK);
        }
    }

    private static PageOutcome outcome(Ladder ladder, Answered answered) {
        return switch (answered.answer().getKind()) {
            case ACKNOWLEDGED -> ofAcknowledgement(ladder, answered);
            case DECLINED -> ofDecline(ladder, answered);
            case CLOSING_NOTE -> PageOutcome.OK;
            case UNKNOWN -> PageOutcome.UNKNOWN;
        };
    }

    private static PageOutcome ofAcknowledgement(Ladder ladder, Answered answered) {
        if (isStale(ladder, answered)) {
            return PageOutcome.STALE_ANSWER;
        }
        return ladder.isAcknowledged() ? PageOutcome.ALREADY_ACKNOWLEDGED : PageOutcome.OK;
    }

    private static PageOutcome ofDecline(Ladder ladder, Answered answered) {
        if (isTakenBack(ladder, answered.answer())) {
            return PageOutcome.OK;
        }
        if (ladder.isAcknowledged()) {
            return PageOutcome.ALREADY_ACKNOWLEDGED;
        }
        boolean unpaged = ladder.phase() instanceof Settling; // there is no page yet that could be declined
        return unpaged || isStale(ladder, answered) || isLeftBehind(ladder, answered.answer())
                ? PageOutcome.STALE_ANSWER
                : PageOutcome.OK;
    }

    /**
     * Returns whether an answer was given before the alert rose, and so to a lesser one, or written before it started: its id
     * can be foreseen.
     */
    private static boolean isStale(Ladder ladder, Answered answered) {
        Instant risenAt = ladder.answers().risenAt();
        return answered.arrivedAt().isBefore(ladder.alert().getStartedAt())
                || risenAt != null && answered.givenAt().isBefore(risenAt);
    }

    private static boolean isTakenBack(Ladder ladder, AlertResponse answer) {
        return ladder.phase() instanceof Acknowledged acknowledged
                && acknowledged.by().equals(answer.getBy());
    }

    /** Returns whether a decline is of a page that the ladder has left: a second click must not climb a second tier. */
    private static boolean isLeftBehind(Ladder ladder, AlertResponse answer) {
        return answer.getPageId() == null
                ? ladder.answers().declinedBy().contains(answer.getBy())
                : !answer.getPageId().equals(ladder.pageId());
    }

    private static void act(LadderUpdate update, Answered answered) {
        if (answered.answer().getKind() == AlertResponseKind.ACKNOWLEDGED) {
            acknowledge(update, answered);
        } else if (answered.answer().getKind() == AlertResponseKind.DECLINED) {
            decline(update, answered.answer());
        }
    }

    private static void acknowledge(LadderUpdate update, Answered answered) {
        TierRules.rest(update);
        Ladder ladder = update.ladder();
        Instant at =
                believable(answered.answer().getOccurredAt(), ladder.alert().getStartedAt(), update.now());
        Instant atBedside = at.plus(ladder.policy().timing().ackWithoutAction());
        Instant resumeAt = atBedside.isBefore(update.now()) ? update.now() : atBedside;
        boolean resumes = ladder.isRunning() && ladder.isHigh();
        update.set(new Acknowledged(answered.answer().getBy(), at, resumes ? resumeAt : null));
    }

    private static void decline(LadderUpdate update, AlertResponse answer) {
        boolean takenBack = isTakenBack(update.ladder(), answer);
        Answers known = update.ladder().answers();
        List<String> declinedBy = new ArrayList<>(known.declinedBy());
        declinedBy.add(answer.getBy());
        update.set(update.ladder()
                .with(new Answers(known.lastOffset(), known.risenAt(), known.taken(), List.copyOf(declinedBy))));
        if (update.ladder().isRunning() && (takenBack || !TierRules.isOnLast(update.ladder()))) {
            TierRules.goOn(update, PageReason.DECLINED);
        } else if (takenBack) {
            update.set(new OnBoard());
        }
    }

    /** Returns the time of an answer: nobody answers before the start, nor after it is heard, whatever their clock says. */
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

    private static List<String> remembered(List<String> taken, String eventId) {
        List<String> answers = new ArrayList<>(taken);
        answers.add(eventId);
        return List.copyOf(answers.subList(Math.max(0, answers.size() - REMEMBERED), answers.size()));
    }
}
