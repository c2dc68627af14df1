package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.streams.escalation.Ladder.Answers;
import org.blockwatch.streams.escalation.Ladder.Sharing;
import org.blockwatch.streams.escalation.Ladder.Step;
import org.blockwatch.streams.escalation.LadderEvent.Answered;
import org.blockwatch.streams.escalation.LadderEvent.Due;
import org.blockwatch.streams.escalation.LadderEvent.Judged;
import org.blockwatch.streams.escalation.LadderEvent.Reported;
import org.blockwatch.streams.escalation.LadderPhase.OnBoard;

/**
 * The rules by which an alert pages people until one answers: a pure function of how the ladders of a patient stand, of what
 * happens, and of the time.
 *
 * <p>Tiers are in {@link TierRules}, people's answers in {@link AnswerRules}, retries in {@link RetryRules}, news for channels
 * in {@link IncidentRules}; what several ladders of one patient want at one instant becomes one page in {@link LadderBatch}.
 * What is heard twice changes nothing the second time.
 */
final class LadderRules {

    /** How long, by the wall, the result of an attempt that was under way at the end may take to come. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final Policies policies;
    private final Duration underWay;
    private final RetryRules retries;
    private final IncidentRules incidents;

    /** @param engineTime how much engine time passes in a wall duration */
    LadderRules(Policies policies, UnaryOperator<Duration> engineTime) {
        this.policies = policies;
        this.underWay = engineTime.apply(UNDER_WAY);
        this.retries = new RetryRules(engineTime);
        this.incidents = new IncidentRules(engineTime);
    }

    /**
     * Returns what each ladder does that anything comes of.
     *
     * @param standing the ladder of each of the patient's alerts, as it stands
     */
    List<LadderDecision> decide(LadderEvent event, Function<String, Optional<Ladder>> standing, Instant now) {
        LadderBatch batch = new LadderBatch(standing, now);
        if (event instanceof Judged judged) {
            judged.alerts().forEach(alert -> judge(batch, alert));
        } else if (event instanceof Answered answered) {
            Optional<LadderUpdate> update = batch.update(answered.answer().getAlertId());
            if (update.isEmpty()) {
                return List.of(LadderDecision.ofNone(AnswerRules.withoutLadder(answered, now)));
            }
            AnswerRules.answer(update.get(), answered);
            incidents.tell(update.get());
        } else if (event instanceof Reported reported) {
            hear(batch, reported.result());
        } else if (event instanceof Due due) {
            due.alertIds().forEach(alertId -> wake(batch, alertId, due));
        }
        return batch.done();
    }

    /** Returns why an answer must be refused before it is taken in, if it must. */
    static Optional<String> refusal(Ladder ladder, AlertResponse answer) {
        return AnswerRules.refusal(ladder, answer);
    }

    private void judge(LadderBatch batch, Alert alert) {
        Optional<LadderUpdate> standing = batch.update(alert.getAlertId());
        if (standing.isPresent()) {
            follow(standing.get(), alert);
        } else if (alert.getPhase() == AlertPhase.START || alert.getPhase() == AlertPhase.ESCALATE) {
            TierRules.start(batch.begin(first(alert))); // nothing begins in the middle of an alert
        }
    }

    private Ladder first(Alert alert) {
        boolean risen = alert.getPhase() == AlertPhase.ESCALATE;
        return new Ladder(
                alert,
                policies.of(alert.getPatientId()).keptFor(alert.getCode()),
                new Step(0, 0, List.of(), alert.getAt(), Sharing.NONE, List.of()),
                new OnBoard(),
                new Answers(-1, risen ? alert.getAt() : null, List.of(), List.of()),
                List.of());
    }

    /** Follows a further transition of the alert. */
    private void follow(LadderUpdate update, Alert alert) {
        if (alert.getPhase() == AlertPhase.START || update.ladder().isEnded()) {
            return; // heard before
        }
        int change = TierRules.change(update.ladder(), alert);
        boolean moves = update.ladder().policy().pagesOthers(update.ladder().alert(), alert);
        update.set(update.ladder().with(alert));
        if (alert.getPhase() == AlertPhase.END) {
            TierRules.end(update, underWay);
            incidents.tell(update);
        } else if (change > 0) {
            Answers known = update.ladder().answers();
            update.set(update.ladder().with(new Answers(known.lastOffset(), alert.getAt(), known.taken(), List.of())));
            TierRules.start(update);
        } else if (change < 0) {
            TierRules.fall(update);
        } else if (moves) {
            TierRules.move(update);
        }
    }

    private void hear(LadderBatch batch, PageEvent result) {
        Optional<LadderUpdate> update = batch.update(result.getAlertId());
        update.ifPresent(of -> hear(of, result));
        boolean reachedNobody = result.getKind() == PageEventKind.UNDELIVERABLE && result.getChannel() == null;
        if (reachedNobody) {
            update.filter(of -> result.getPageId().equals(of.ladder().pageId()))
                    .ifPresent(of -> batch.skipEmptyTier(of, result.getOutcome()));
        }
    }

    private void hear(LadderUpdate update, PageEvent result) {
        if (result.getChannel() != null) {
            incidents.hear(update, result);
            incidents.tell(update);
        }
        if (!update.ladder().isEnded()) {
            retries.hear(update, result);
        }
    }

    private void wake(LadderBatch batch, String alertId, Due due) {
        batch.update(alertId).filter(this::isDue).ifPresent(update -> {
            incidents.tell(update);
            if (!update.ladder().isEnded()) {
                AnswerRules.due(update, due.assessedSince());
                TierRules.due(update);
                retries.due(update);
            }
        });
    }

    private boolean isDue(LadderUpdate update) {
        return update.ladder()
                .nextWake()
                .filter(next -> !next.isAfter(update.now()))
                .isPresent();
    }
}
