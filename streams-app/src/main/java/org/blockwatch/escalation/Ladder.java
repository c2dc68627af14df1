package org.blockwatch.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderChannel;
import org.blockwatch.state.LadderState;

/**
 * The rules by which an alert pages people: a pure state machine.
 *
 * <p>A START, and an ESCALATE, takes a step: one page to the first tier, if the priority pages at all. A channel that
 * fails is tried again, ever more slowly, until it accepts, a person acknowledges, the alert ends or the page is too
 * old. What has been acknowledged or has ended sends nothing more. What is heard twice changes nothing the second time.
 */
public final class Ladder {

    private static final int FIRST_TIER = 1;
    private static final int FIRST_ATTEMPT = 1;

    private final Policy policy;
    private final UnaryOperator<Duration> engineTime;

    /**
     * A ladder by this policy.
     *
     * @param engineTime how much engine time passes in a wall duration
     */
    public Ladder(Policy policy, UnaryOperator<Duration> engineTime) {
        this.policy = policy;
        this.engineTime = engineTime;
    }

    /** The first transition that is heard of an alert without a ladder. Anything but a START or ESCALATE begins none. */
    public Step begin(Alert alert, Instant now) {
        if (alert.getPhase() != AlertPhase.START && alert.getPhase() != AlertPhase.ESCALATE) {
            return Step.NONE;
        }
        LadderState ladder = LadderState.newBuilder()
                .setAlert(alert)
                .setPolicyVersion(policy.id())
                .setStep(0)
                .setTier(FIRST_TIER)
                .setExpiresAt(alert.getAt())
                .build();
        return climbed(new Move(ladder, now), PageReason.ALERT_STARTED);
    }

    /** A further transition of the alert. */
    public Step transition(LadderState ladder, Alert alert, Instant now) {
        Move move = new Move(ladder, now);
        if (alert.getPhase() == AlertPhase.START) {
            return move.done(); // heard before
        }
        boolean risen = urgency(alert) > urgency(ladder.getAlert());
        move.ladder().setAlert(alert);
        if (alert.getPhase() == AlertPhase.END) {
            return stopped(move, PageOutcome.ALERT_ENDED).forgotten();
        }
        if (alert.getPhase() == AlertPhase.ESCALATE && risen) {
            return climbed(move, PageReason.ALERT_ESCALATED);
        }
        return policy.pages(alert.getPriority())
                ? move.done()
                : stopped(move, PageOutcome.BOARD_ONLY).done();
    }

    /** A person's answer. The first acknowledgement counts; DECLINED and closing notes stop nothing. */
    public Step answered(LadderState ladder, AlertResponse answer, Instant now) {
        Move move = new Move(ladder, now);
        if (answer.getKind() == AlertResponseKind.ACKNOWLEDGED && ladder.getAcknowledgedBy() == null) {
            move.ladder().setAcknowledgedBy(answer.getBy());
            move.ladder().getChannels().forEach(channel -> channel.setRetryAt(null));
            move.acknowledged(answer.getBy());
        }
        return move.done();
    }

    /**
     * What became of an attempt at the present step. Everything else on the topic of page events, such as the ladder's
     * own decisions, is passed over.
     */
    public Step heard(LadderState ladder, PageEvent result, Instant now) {
        Move move = new Move(ladder, now);
        if (result.getChannel() == null || !result.getPageId().equals(move.pageId())) {
            return move.done();
        }
        switch (result.getKind()) {
            case ACCEPTED, DELIVERED, READ, UNDELIVERABLE -> settled(channel(move, result));
            case FAILED -> failed(move, channel(move, result), result);
            case SUPPRESSED -> doubted(move, result);
            default -> {} // the ladder's own, or nothing that ends an attempt
        }
        return move.done();
    }

    /** Time alone: attempts that are due. May be asked too early, and then does nothing. */
    public Step woken(LadderState ladder, Instant now) {
        Move move = new Move(ladder, now);
        for (LadderChannel channel : move.ladder().getChannels()) {
            if (channel.getRetryAt() == null || channel.getRetryAt().isAfter(now)) {
                continue;
            }
            if (now.isAfter(ladder.getExpiresAt())) {
                settled(channel);
                move.suppressed(PageOutcome.TOO_OLD, channel.getChannel(), channel.getAttempt());
            } else {
                channel.setRetryAt(null);
                channel.setAttempt(channel.getAttempt() + 1);
                move.requested(PageReason.RETRY, channel.getChannel(), channel.getAttempt());
            }
        }
        return move.done();
    }

    /** Takes the next step: pages the first tier, or decides not to and says why. */
    private Step climbed(Move move, PageReason reason) {
        LadderState ladder = move.ladder();
        Alert alert = ladder.getAlert();
        ladder.setPolicyVersion(policy.id());
        ladder.setStep(ladder.getStep() + 1);
        ladder.setTier(FIRST_TIER);
        ladder.setRoles(List.of());
        ladder.setChannels(List.of());
        ladder.setAcknowledgedBy(null);
        ladder.setExpiresAt(alert.getAt().plus(policy.maxPageAge()));
        if (!policy.pages(alert.getPriority())) {
            move.suppressed(PageOutcome.BOARD_ONLY, null, FIRST_ATTEMPT);
        } else if (move.now().isAfter(ladder.getExpiresAt())) {
            move.suppressed(PageOutcome.TOO_OLD, null, FIRST_ATTEMPT);
        } else {
            ladder.setRoles(policy.roles(alert.getPriority(), alert.getCode(), FIRST_TIER));
            move.requested(reason, null, FIRST_ATTEMPT);
        }
        return move.done();
    }

    /** Ends the present step. What was still to be tried is told to be suppressed. */
    private static Move stopped(Move move, PageOutcome why) {
        for (LadderChannel channel : move.ladder().getChannels()) {
            if (channel.getRetryAt() != null) {
                settled(channel);
                move.suppressed(why, channel.getChannel(), channel.getAttempt());
            }
        }
        move.ladder().setRoles(List.of());
        return move;
    }

    private static void settled(LadderChannel channel) {
        channel.setSettled(true);
        channel.setRetryAt(null);
    }

    private void failed(Move move, LadderChannel channel, PageEvent result) {
        boolean heardBefore =
                channel.getSettled() || result.getAttempt() < channel.getAttempt() || channel.getRetryAt() != null;
        boolean wanted = move.ladder().getAcknowledgedBy() == null
                && !move.ladder().getRoles().isEmpty();
        if (!heardBefore && wanted) {
            Duration asked = Duration.ofMillis(
                    Optional.ofNullable(result.getRetryAfterMs()).orElse(0L));
            Duration wait = policy.retry().after(channel.getAttempt(), asked);
            channel.setRetryAt(move.now().plus(engineTime.apply(wait)));
        }
    }

    /**
     * A page held back because of an acknowledgement that this ladder does not know, or knows to be older than an
     * ESCALATE, is asked for again: if there is a later one, it will be here before the retry is due.
     */
    private void doubted(Move move, PageEvent result) {
        if (result.getOutcome() == PageOutcome.ALREADY_ACKNOWLEDGED) {
            failed(move, channel(move, result), result);
        }
    }

    private static LadderChannel channel(Move move, PageEvent result) {
        List<LadderChannel> channels = move.ladder().getChannels();
        return channels.stream()
                .filter(channel -> channel.getChannel().equals(result.getChannel()))
                .findFirst()
                .orElseGet(() -> {
                    LadderChannel channel = new LadderChannel(result.getChannel(), FIRST_ATTEMPT, false, null);
                    channels.add(channel);
                    return channel;
                });
    }

    /** An unknown priority is one that a newer release knows: it counts as HIGH. */
    private static int urgency(Alert alert) {
        return alert.getPriority() == Priority.UNKNOWN
                ? Priority.HIGH.ordinal()
                : alert.getPriority().ordinal();
    }
}
