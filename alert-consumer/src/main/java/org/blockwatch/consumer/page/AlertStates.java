package org.blockwatch.consumer.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.collect.BoundedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of alerts, as far as it decides whether a page is still needed: which have ended, and which a person has
 * acknowledged. Asked just before each send, so that no page leaves after an answer that the ladder had not yet seen
 * when it asked for the page.
 *
 * <p>A page tells which answer was the last that the ladder knew of, by its offset, so no clocks are compared: an
 * acknowledgement beyond it makes the page needless, unless it answers what the alert was before it rose, or the person
 * who gave it has taken it back by declining since. Hearing a record twice changes nothing.
 *
 * <p>Of more than {@value #MOST} alerts the one heard of longest ago is forgotten: a page too many, never one too few.
 * Thread-safe.
 */
public final class AlertStates {

    private static final int MOST = 200_000;

    private final Map<AlertKey, State> states = BoundedMap.ofLatestUsed(MOST);

    private final EngineClock clock;

    /** Knows nothing yet. */
    public AlertStates(EngineClock clock) {
        this.clock = clock;
    }

    /** Takes in a transition of an alert. */
    public synchronized void heard(Alert alert) {
        if (alert.getPhase() == AlertPhase.END) {
            state(AlertKey.of(alert)).ended = true;
        }
    }

    /**
     * Takes in an answer.
     *
     * @param offset where it stands among the answers to this patient's alerts
     */
    public synchronized void heard(AlertResponse answer, long offset) {
        switch (answer.getKind()) {
            case ACKNOWLEDGED -> state(AlertKey.of(answer)).acknowledged(answer, offset);
            case DECLINED -> state(AlertKey.of(answer)).declined.merge(answer.getBy(), offset, Math::max);
            default -> {} // a closing note stops nothing
        }
    }

    /** Returns why this page must not be sent now, if so. */
    public synchronized Optional<PageOutcome> whyNot(PageRequest page) {
        State state = states.get(AlertKey.of(page));
        if (state != null && state.ended) {
            return Optional.of(PageOutcome.ALERT_ENDED);
        }
        if (state != null && state.answers(page.getLastAnswer(), page.getAnswersFrom())) {
            return Optional.of(PageOutcome.ALREADY_ACKNOWLEDGED);
        }
        if (page.getExpiresAt() != null && clock.now().isAfter(page.getExpiresAt())) {
            return Optional.of(PageOutcome.TOO_OLD);
        }
        return Optional.empty();
    }

    private State state(AlertKey alert) {
        return states.computeIfAbsent(alert, first -> new State());
    }

    private static final class State {

        private static final int MOST_ANSWERS = 100; // of one alert: more are a machine's

        boolean ended;
        final Map<String, Long> declined = new HashMap<>();
        private final TreeMap<Long, AlertResponse> acknowledged = new TreeMap<>();

        /** The same answer sent once more is no new answer: the ladder passes it over too. */
        void acknowledged(AlertResponse answer, long offset) {
            boolean known = acknowledged.headMap(offset, true).values().stream()
                    .anyMatch(earlier -> earlier.getEventId().equals(answer.getEventId()));
            if (!known) {
                acknowledged.put(offset, answer);
                if (acknowledged.size() > MOST_ANSWERS) {
                    acknowledged.pollFirstEntry();
                }
            }
        }

        boolean answers(long lastKnown, @Nullable Instant from) {
            return acknowledged.tailMap(lastKnown, false).entrySet().stream()
                    .anyMatch(ack ->
                            (from == null || !ack.getValue().getOccurredAt().isBefore(from))
                                    && declined.getOrDefault(ack.getValue().getBy(), -1L) < ack.getKey());
        }
    }
}
