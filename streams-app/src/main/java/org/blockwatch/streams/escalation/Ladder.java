package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderState;

/**
 * The rules by which an alert pages people until one answers: a pure state machine over four kinds of events, transitions
 * of alerts, answers, results of attempts, and time.
 *
 * <p>The rungs are in {@link TierRules}, people's answers in {@link AnswerRules}, retries in {@link RetryRules}, news for channels
 * in {@link IncidentRules}; what several ladders of one patient want at one instant becomes one page in {@link LadderBatch}. What is
 * heard twice changes nothing the second time.
 */
public final class Ladder {

    /** How long, by the wall, the result of an attempt that was under way at the end may take to come. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final Policies policies;
    private final UnaryOperator<Duration> engineTime;
    private final RetryRules attempts;
    private final IncidentRules incidents;

    /**
     * Ladders by these policies.
     *
     * @param engineTime how much engine time passes in a wall duration
     */
    public Ladder(Policies policies, UnaryOperator<Duration> engineTime) {
        this.policies = policies;
        this.engineTime = engineTime;
        this.attempts = new RetryRules(engineTime);
        this.incidents = new IncidentRules(engineTime);
    }

    /**
     * Transitions of a patient's alerts at one instant.
     *
     * @param kept the ladder of each of the patient's alerts, as it stands
     */
    public List<LadderDecision> transitions(
            List<Alert> alerts, Function<String, Optional<LadderState>> kept, Instant now) {
        LadderBatch round = new LadderBatch(this, kept, now);
        alerts.forEach(round::transition);
        return round.done();
    }

    /** Why an answer must be refused before it is taken in, if it must. */
    public Optional<String> refusal(LadderState ladder, AlertResponse answer) {
        return AnswerRules.refusal(ladder, answer);
    }

    /**
     * A person's answer.
     *
     * @param offset where it lies on its topic
     */
    public List<LadderDecision> answered(
            AlertResponse answer, long offset, Function<String, Optional<LadderState>> kept, Instant now) {
        LadderBatch round = new LadderBatch(this, kept, now);
        Optional<LadderUpdate> move = round.move(answer.getAlertId());
        move.ifPresent(answered -> {
            AnswerRules.take(answered, answer, offset);
            incidents.tell(answered);
        });
        return move.isPresent() ? round.done() : List.of(LadderDecision.ofNone(AnswerRules.tooLate(answer, now)));
    }

    /** What became of a page, or of an attempt to send it. The ladder's own decisions are passed over. */
    public List<LadderDecision> heard(PageEvent result, Function<String, Optional<LadderState>> kept, Instant now) {
        LadderBatch round = new LadderBatch(this, kept, now);
        round.heard(result);
        return round.done();
    }

    /**
     * Time alone. May be asked too early, and then does nothing.
     *
     * @param ladders all of one patient, by alert: those that take a step at one instant share a page
     * @param assessedSince whether the patient has been assessed at or after an instant
     */
    public List<LadderDecision> woken(Map<String, LadderState> ladders, Predicate<Instant> assessedSince, Instant now) {
        LadderBatch round = new LadderBatch(this, alertId -> Optional.ofNullable(ladders.get(alertId)), now);
        ladders.forEach((alertId, ladder) -> {
            if (isDue(ladder, now)) {
                round.move(alertId).ifPresent(move -> woken(move, assessedSince));
            }
        });
        return round.done();
    }

    private static boolean isDue(LadderState ladder, Instant now) {
        return ladder.getPolicy() == null
                || LadderUpdate.next(ladder).filter(next -> !next.isAfter(now)).isPresent();
    }

    /** A ladder that is about to begin; nothing begins in the middle of an alert. */
    Optional<LadderUpdate> begun(Alert alert, Instant now) {
        if (alert.getPhase() != AlertPhase.START && alert.getPhase() != AlertPhase.ESCALATE) {
            return Optional.empty();
        }
        boolean risen = alert.getPhase() == AlertPhase.ESCALATE;
        LadderState ladder = LadderState.newBuilder()
                .setAlert(alert)
                .setPolicy(policyOf(alert).keptFor(alert.getCode()))
                .setPolicyVersion(policyOf(alert).id())
                .setStep(0)
                .setTier(0)
                .setExpiresAt(alert.getAt())
                .setRisenAt(risen ? alert.getAt() : null)
                .build();
        LadderUpdate move = new LadderUpdate(ladder, now);
        TierRules.start(move, risen ? PageReason.ALERT_ESCALATED : PageReason.ALERT_STARTED);
        return Optional.of(move);
    }

    /** A ladder that may move on. One of release 0.1.0 takes the present policy and its place on it. */
    LadderUpdate standing(LadderState ladder, Instant now) {
        LadderUpdate move = new LadderUpdate(ladder, now);
        if (ladder.getPolicy() == null) {
            move.ladder()
                    .setPolicy(policyOf(ladder.getAlert())
                            .keptFor(ladder.getAlert().getCode()));
            move.ladder().setPolicyVersion(policyOf(ladder.getAlert()).id());
            TierRules.adopt(move);
        }
        return move;
    }

    /** A further transition of the alert. */
    void transition(LadderUpdate move, Alert alert) {
        LadderState ladder = move.ladder();
        if (alert.getPhase() == AlertPhase.START || ladder.getEnded()) {
            return; // heard before
        }
        int change = urgency(alert.getPriority()) - urgency(move.priority());
        ladder.setAlert(alert);
        if (alert.getPhase() == AlertPhase.END) {
            end(move);
        } else if (change > 0) {
            ladder.setRisenAt(alert.getAt());
            ladder.setDeclinedBy(new ArrayList<>());
            TierRules.start(move, PageReason.ALERT_ESCALATED);
        } else if (change < 0) {
            TierRules.fell(move);
        }
    }

    /** Channels may still tell of an incident that a page opened which was under way: so the ladder stays for a while. */
    private void end(LadderUpdate move) {
        boolean wasRunning = move.isRunning();
        if (wasRunning) {
            TierRules.stop(move, PageOutcome.ALERT_ENDED);
        }
        move.ladder().setEnded(true);
        move.ladder().setExpiresAt(wasRunning ? move.now().plus(engineTime.apply(UNDER_WAY)) : move.now());
        incidents.tell(move);
    }

    /** What became of a page of this ladder. */
    void heard(LadderUpdate move, PageEvent result) {
        if (result.getChannel() != null) {
            incidents.heard(move, result);
            incidents.tell(move);
        }
        if (!move.ladder().getEnded()) {
            attempts.heard(move, result);
        }
    }

    private void woken(LadderUpdate move, Predicate<Instant> assessedSince) {
        incidents.tell(move);
        if (!move.ladder().getEnded()) {
            AnswerRules.due(move, assessedSince);
            TierRules.due(move);
            attempts.due(move);
        }
    }

    private Policy policyOf(Alert alert) {
        return policies.of(alert.getPatientId());
    }

    /** An unknown priority is one that a newer release knows: it counts as HIGH. */
    static int urgency(Priority priority) {
        return priority == Priority.UNKNOWN ? Priority.HIGH.ordinal() : priority.ordinal();
    }
}
