package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageReason;
import org.blockwatch.streams.escalation.Ladder.Incident;
import org.blockwatch.streams.escalation.Ladder.OpenedBy;
import org.blockwatch.streams.escalation.Ladder.Progress;
import org.blockwatch.streams.escalation.PageWriter.Draft;

/**
 * Channels that keep an incident open for a page are told of the answer and of the end: in this order, one at a time, each
 * until the channel has taken it or never will. The end overtakes an answer that has not been taken.
 *
 * <p>Attempts to tell are numbered on from the attempt that opened the incident, so that a result is known for what it is.
 *
 * @param engineTime how much engine time passes in a wall duration
 */
record IncidentRules(UnaryOperator<Duration> engineTime) {

    /** Begins the attemptId of telling a channel, as alert-consumer makes it. */
    private static final String NEWS = "news_";

    /** Hears what the sender tells of a page of this ladder, or of the attempt to tell a channel. */
    void hear(LadderUpdate update, PageEvent result) {
        Optional<Incident> known = find(update.ladder(), result);
        if (known.isPresent()) {
            Progress progress = known.get().progress();
            boolean awaited =
                    !progress.settled() && progress.retryAt() == null && progress.attempt() == result.getAttempt();
            if (awaited) {
                replace(update, known.get(), known.get().with(after(update, progress, result)));
            }
        } else if (result.getKind() == PageEventKind.ACCEPTED && result.getIncident() != null && !isNews(result)) {
            List<Incident> incidents = new ArrayList<>(update.ladder().incidents());
            incidents.add(opened(result));
            update.set(update.ladder().withIncidents(incidents));
        }
    }

    private Progress after(LadderUpdate update, Progress asked, PageEvent result) {
        return switch (result.getKind()) {
            case ACCEPTED, UNDELIVERABLE, SUPPRESSED -> asked.done();
            case FAILED -> asked.retriedAt(RetryRules.retryAt(update, asked, result, engineTime));
            default -> asked; // not the end of an attempt
        };
    }

    /** Tells what can be told now. */
    void tell(LadderUpdate update) {
        PageReason wanted = wanted(update.ladder());
        for (Incident incident : update.ladder().incidents()) {
            boolean retries = incident.progress().retryAt() != null;
            boolean news = wanted.compareTo(incident.told()) > 0
                    && (incident.progress().settled() || retries);
            if (news || incident.progress().isDue(update.now())) {
                Incident next = new Incident(
                        incident.page(),
                        incident.to(),
                        incident.id(),
                        news ? wanted : incident.told(),
                        incident.progress().again());
                replace(update, incident, next);
                update.ask(Draft.ofNews(next));
            }
        }
    }

    /** Returns what channels should know: ENDED is more than ANSWERED, which is more than nothing. */
    private static PageReason wanted(Ladder ladder) {
        if (ladder.isEnded()) {
            return PageReason.ENDED;
        }
        return ladder.isAcknowledged() ? PageReason.ANSWERED : PageReason.UNKNOWN;
    }

    private static Optional<Incident> find(Ladder ladder, PageEvent result) {
        return ladder.incidents().stream()
                .filter(incident -> incident.page().pageId().equals(result.getPageId())
                        && incident.to()
                                .recipient()
                                .equals(RetryRules.target(result).recipient())
                        && incident.to().channel().equals(result.getChannel())
                        && isAbout(incident, result))
                .findFirst();
    }

    /** Returns whether a result is of telling a channel of an incident, rather than of paging anybody. */
    static boolean isNews(PageEvent result) {
        return result.getAttemptId().startsWith(NEWS);
    }

    /** Whether a result is of the attempt that opened the incident, or of telling it, which has an id of its own. */
    private static boolean isAbout(Incident incident, PageEvent result) {
        return incident.to().attemptId().equals(result.getAttemptId())
                || result.getIncident() == null
                || incident.id().equals(result.getIncident());
    }

    private static void replace(LadderUpdate update, Incident known, Incident next) {
        update.set(update.ladder()
                .withIncidents(update.ladder().incidents().stream()
                        .map(incident -> incident.equals(known) ? next : incident)
                        .toList()));
    }

    private static Incident opened(PageEvent accepted) {
        return new Incident(
                new OpenedBy(accepted.getPageId(), accepted.getTier(), accepted.getStep()),
                RetryRules.target(accepted),
                accepted.getIncident(),
                PageReason.UNKNOWN,
                new Progress(accepted.getAttempt(), true, null));
    }
}
