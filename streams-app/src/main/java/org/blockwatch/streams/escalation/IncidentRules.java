package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageReason;
import org.blockwatch.state.LadderIncident;
import org.blockwatch.state.LadderState;

/**
 * Channels that keep an incident open for a page are told of the answer and of the end: in this order, one at a time, each
 * until the channel has taken it or never will. The end overtakes an answer that has not been taken.
 *
 * <p>Attempts to tell are numbered on from the attempt that opened the incident, so that a result is known for what it is.
 */
final class IncidentRules {

    private final UnaryOperator<Duration> engineTime;

    /** @param engineTime how much engine time passes in a wall duration */
    IncidentRules(UnaryOperator<Duration> engineTime) {
        this.engineTime = engineTime;
    }

    /** What the consumer tells of a page of this ladder, or of the attempt to tell a channel. */
    void heard(LadderUpdate move, PageEvent result) {
        Optional<LadderIncident> known = find(move.ladder(), result);
        if (known.isPresent()) {
            known.filter(incident -> !incident.getSettled()
                            && incident.getRetryAt() == null
                            && incident.getAttempt() == result.getAttempt())
                    .ifPresent(incident -> told(move, incident, result));
        } else if (result.getKind() == PageEventKind.ACCEPTED && result.getIncident() != null) {
            move.ladder().getIncidents().add(opened(result));
        }
    }

    /** Whether nothing more is to be told of an incident. */
    static boolean isOver(LadderIncident incident) {
        return incident.getTold() == PageReason.ENDED && incident.getSettled();
    }

    /** Tells what can be told now. */
    void tell(LadderUpdate move) {
        for (LadderIncident incident : move.ladder().getIncidents()) {
            boolean retries = incident.getRetryAt() != null;
            boolean news = wanted(move).compareTo(incident.getTold()) > 0 && (incident.getSettled() || retries);
            if (news || retries && !incident.getRetryAt().isAfter(move.now())) {
                incident.setTold(news ? wanted(move) : incident.getTold());
                tell(move, incident);
            }
        }
    }

    /** ENDED is more than ANSWERED, which is more than nothing. */
    private static PageReason wanted(LadderUpdate move) {
        return move.ladder().getEnded()
                ? PageReason.ENDED
                : move.isAcknowledged() ? PageReason.ANSWERED : PageReason.UNKNOWN;
    }

    private static void tell(LadderUpdate move, LadderIncident incident) {
        incident.setSettled(false);
        incident.setRetryAt(null);
        incident.setAttempt(incident.getAttempt() + 1);
        move.ask(new PageDraft(
                incident.getTold(),
                incident.getPageId(),
                incident.getTier(),
                incident.getStep(),
                incident.getRecipient(),
                incident.getChannel(),
                incident.getAttempt(),
                incident.getIncident()));
    }

    private void told(LadderUpdate move, LadderIncident incident, PageEvent result) {
        switch (result.getKind()) {
            case ACCEPTED, UNDELIVERABLE, SUPPRESSED -> incident.setSettled(true);
            case FAILED -> {
                long asked = Optional.ofNullable(result.getRetryAfterMs()).orElse(0L);
                Duration wait = move.policy().retryAfter(incident.getAttempt(), asked);
                incident.setRetryAt(move.now().plus(engineTime.apply(wait)));
            }
            default -> {} // not the end of an attempt
        }
    }

    private static Optional<LadderIncident> find(LadderState ladder, PageEvent result) {
        return ladder.getIncidents().stream()
                .filter(incident -> incident.getPageId().equals(result.getPageId())
                        && incident.getRecipient().equals(recipient(result))
                        && incident.getChannel().equals(result.getChannel()))
                .findFirst();
    }

    private static LadderIncident opened(PageEvent accepted) {
        return LadderIncident.newBuilder()
                .setPageId(accepted.getPageId())
                .setTier(accepted.getTier())
                .setStep(accepted.getStep())
                .setRecipient(recipient(accepted))
                .setChannel(accepted.getChannel())
                .setIncident(accepted.getIncident())
                .setAttempt(accepted.getAttempt())
                .build();
    }

    private static String recipient(PageEvent event) {
        return Optional.ofNullable(event.getRecipient()).orElse("");
    }
}
