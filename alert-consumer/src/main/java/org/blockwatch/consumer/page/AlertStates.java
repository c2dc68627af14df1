package org.blockwatch.consumer.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.collect.BoundedMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows of alerts what decides whether a page is still needed: which have ended, and which the ladder takes for
 * acknowledged. Asked just before each send, so that no page leaves after an answer that the ladder had not yet seen when
 * it asked for the page.
 *
 * <p>Only the ladder says that an answer counts (docs/decisions/0052). A page tells which answer was the last that it
 * knew of, by its offset, so no clocks are compared: an acknowledgement that it has taken beyond that makes the page
 * needless. An answer that has been heard and that it has not decided on holds a page back, for {@value #HOLD_MILLIS} ms
 * at most. Hearing a record twice changes nothing.
 *
 * <p>Of more than {@value #MOST} alerts the one heard of longest ago is forgotten: a page too many, never one too few.
 * Thread-safe.
 */
public final class AlertStates {

    private static final int MOST = 200_000;

    /** How long a page waits for the ladder to decide, by the wall, from when the answer was heard. */
    private static final long HOLD_MILLIS = 1_000;

    private final Map<AlertKey, State> states = BoundedMap.ofLatestUsed(MOST);
    private final EngineClock clock;

    /** Knows nothing yet. */
    public AlertStates(EngineClock clock) {
        this.clock = clock;
    }

    /** Takes in a transition of an alert. */
    public synchronized void heard(Alert alert) {
        State state = state(AlertKey.of(alert));
        state.known = true;
        state.ended |= alert.getPhase() == AlertPhase.END;
    }

    /**
     * Takes in an answer that lies where the patient's answers lie.
     *
     * @param offset where it stands among the answers to this patient's alerts
     */
    public synchronized void heard(AlertResponse answer, long offset) {
        if (answer.getKind() == AlertResponseKind.ACKNOWLEDGED) {
            state(AlertKey.of(answer)).answered(answer, offset);
        }
    }

    /** Takes in an event of the trail: the ladder's decisions on answers are among them. */
    public synchronized void heard(PageEvent event) {
        switch (event.getKind()) {
            case ACKNOWLEDGED, DECLINED, NOTED -> {
                if (event.getAnswerOffset() >= 0) {
                    state(AlertKey.of(event)).decided(event);
                }
            }
            default -> {} // not on an answer
        }
    }

    /** Returns why this page must not be sent now, if so: every alert that it tells of has ended or is acknowledged. */
    public synchronized Optional<PageOutcome> whyNot(PageRequest page) {
        Optional<PageOutcome> whyNot = whyNot(AlertKey.of(page), page.getLastAnswer());
        if (whyNot.isPresent() && page.getAlso().stream().allMatch(also -> isNeedless(page, also))) {
            return whyNot;
        }
        return page.getExpiresAt() != null && clock.now().isAfter(page.getExpiresAt())
                ? Optional.of(PageOutcome.TOO_OLD)
                : Optional.empty();
    }

    private boolean isNeedless(PageRequest page, PageAlert also) {
        return whyNot(new AlertKey(page.getPatientId(), also.getAlertId()), also.getLastAnswer())
                .isPresent();
    }

    private Optional<PageOutcome> whyNot(AlertKey alert, long lastAnswer) {
        State state = states.get(alert);
        if (state != null && state.ended) {
            return Optional.of(PageOutcome.ALERT_ENDED);
        }
        return state != null && state.acknowledged > lastAnswer
                ? Optional.of(PageOutcome.ALREADY_ACKNOWLEDGED)
                : Optional.empty();
    }

    /**
     * Returns when it is known whether the answers count that have been heard and might make these pages needless: at
     * once where there are none, after {@value #HOLD_MILLIS} ms at the latest. Never completes exceptionally.
     */
    public synchronized CompletableFuture<Void> decided(List<PageRequest> pages) {
        return CompletableFuture.allOf(pages.stream().flatMap(this::undecided).toArray(CompletableFuture[]::new));
    }

    private Stream<CompletableFuture<Void>> undecided(PageRequest page) {
        State state = states.get(AlertKey.of(page));
        return state == null || !state.known
                ? Stream.of()
                : state.undecided(page.getLastAnswer(), page.getAnswersFrom());
    }

    private State state(AlertKey alert) {
        return states.computeIfAbsent(alert, first -> new State());
    }

    private static final class State {

        private static final int MOST_ANSWERS = 100; // of one alert: more are a machine's

        boolean known;
        boolean ended;
        long acknowledged = -1; // the latest answer that counts
        private long decided = -1; // the latest answer that is decided on: the ladder takes them in order
        private final TreeMap<Long, Undecided> undecided = new TreeMap<>();

        private record Undecided(AlertResponse answer, CompletableFuture<Void> decided) {}

        void answered(AlertResponse answer, long offset) {
            boolean repeated = undecided.values().stream()
                    .anyMatch(earlier -> earlier.answer().getEventId().equals(answer.getEventId()));
            undecided.values().removeIf(earlier -> earlier.decided().isDone());
            if (offset > decided && !repeated && undecided.size() < MOST_ANSWERS) {
                CompletableFuture<Void> decision = new CompletableFuture<>();
                decision.completeOnTimeout(null, HOLD_MILLIS, TimeUnit.MILLISECONDS);
                undecided.put(offset, new Undecided(answer, decision));
            }
        }

        void decided(PageEvent event) {
            decided = Math.max(decided, event.getAnswerOffset());
            if (event.getKind() == PageEventKind.ACKNOWLEDGED && event.getOutcome() == PageOutcome.OK) {
                acknowledged = Math.max(acknowledged, event.getAnswerOffset());
            }
            Map<Long, Undecided> past = undecided.headMap(decided, true);
            List<Undecided> over = List.copyOf(past.values());
            past.clear();
            over.forEach(answer -> answer.decided().completeAsync(() -> null)); // not under the lock
        }

        Stream<CompletableFuture<Void>> undecided(long lastAnswer, @Nullable Instant from) {
            return undecided.tailMap(lastAnswer, false).values().stream()
                    .filter(answer ->
                            from == null || !answer.answer().getOccurredAt().isBefore(from))
                    .map(Undecided::decided);
        }
    }
}
