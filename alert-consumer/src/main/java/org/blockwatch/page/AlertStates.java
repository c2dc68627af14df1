package org.blockwatch.page;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is known of alerts, as far as it decides whether a page is still needed: which have ended, and which a person has
 * acknowledged. Asked just before each send, so that no page leaves after an answer that the ladder had not yet seen
 * when it asked for the page.
 *
 * <p>What was heard may come in any order between the two topics; only its instants count. Of more than
 * {@value #MOST} alerts the one heard of longest ago is forgotten: a page too many, never one too few. Thread-safe.
 */
public final class AlertStates {

    private static final int MOST = 200_000;

    /**
     * How long after an acknowledgement a page can still be one that the ladder asked for without knowing of it. The
     * ladder itself takes an acknowledged alert up again after half an hour at the earliest.
     */
    private static final Duration LADDER_LAG = Duration.ofMinutes(1);

    private final Map<String, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > MOST;
        }
    };

    /** Takes in a transition of an alert that arrived at this instant. */
    public synchronized void heard(Alert alert, Instant arrival) {
        if (alert.getPhase() == AlertPhase.END) {
            states.merge(alert.getAlertId(), State.ENDED, (before, end) -> end);
        } else if (alert.getPhase() == AlertPhase.ESCALATE) {
            states.merge(
                    alert.getAlertId(), State.NEW.unanswered(arrival), (before, now) -> before.unanswered(arrival));
        }
    }

    /** Takes in an answer that arrived at this instant. */
    public synchronized void heard(AlertResponse answer, Instant arrival) {
        State before = states.getOrDefault(answer.getAlertId(), State.NEW);
        switch (answer.getKind()) {
            case ACKNOWLEDGED -> states.put(answer.getAlertId(), before.acknowledged(arrival));
            case DECLINED -> states.put(answer.getAlertId(), before.unanswered(arrival));
            default -> {} // a closing note stops nothing
        }
    }

    /** Why this page must not be sent now, if so. */
    public synchronized Optional<PageOutcome> whyNot(PageRequest page, Instant now) {
        State state = states.getOrDefault(page.getAlertId(), State.NEW);
        if (state.ended()) {
            return Optional.of(PageOutcome.ALERT_ENDED);
        }
        if (state.answers(page.getRequestedAt())) {
            return Optional.of(PageOutcome.ALREADY_ACKNOWLEDGED);
        }
        if (page.getExpiresAt() != null && now.isAfter(page.getExpiresAt())) {
            return Optional.of(PageOutcome.TOO_OLD);
        }
        return Optional.empty();
    }

    /**
     * An alert's state.
     *
     * @param acknowledgedAt arrival of the latest acknowledgement
     * @param unansweredAt arrival of what last made an earlier acknowledgement void: a person declined, or the alert rose
     */
    private record State(
            boolean ended,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant unansweredAt) {

        static final State NEW = new State(false, null, null);
        static final State ENDED = new State(true, null, null);

        State acknowledged(Instant at) {
            return new State(ended, later(acknowledgedAt, at), unansweredAt);
        }

        State unanswered(Instant at) {
            return new State(ended, acknowledgedAt, later(unansweredAt, at));
        }

        boolean answers(Instant requestedAt) {
            return acknowledgedAt != null
                    && (unansweredAt == null || acknowledgedAt.isAfter(unansweredAt))
                    && requestedAt.isBefore(acknowledgedAt.plus(LADDER_LAG));
        }

        private static Instant later(@Nullable Instant known, Instant at) {
            return known == null || at.isAfter(known) ? at : known;
        }
    }
}
