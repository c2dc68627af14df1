package org.blockwatch.board.ward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.jspecify.annotations.Nullable;

/** What happened to one alert: its transitions, whom its ladder paged, and who answered. Not thread-safe. */
public final class PagedAlert {

    /** What is kept of each kind; of a longer story the beginning is forgotten, and the topics have it. */
    private static final int MOST = 100;

    private final String alertId;
    private final List<Alert> transitions = new ArrayList<>();
    private final List<AlertResponse> answers = new ArrayList<>();
    private final List<PageEvent> events = new ArrayList<>();
    private @Nullable PageRequest request;
    private @Nullable PageEvent decision;
    private @Nullable PageEvent taken;

    PagedAlert(String alertId) {
        this.alertId = alertId;
    }

    void heard(Alert alert) {
        if (transitions.isEmpty() || !transitions.contains(alert)) {
            add(transitions, alert);
        }
    }

    void heard(AlertResponse answer) {
        if (answers.stream().noneMatch(known -> known.getEventId().equals(answer.getEventId()))) {
            add(answers, answer);
        }
    }

    void heard(PageRequest next) {
        boolean pages = next.getReason() != PageReason.ANSWERED && next.getReason() != PageReason.ENDED;
        if (pages && (request == null || next.getStep() >= request.getStep())) {
            request = next;
        }
    }

    void heard(PageEvent event) {
        add(events, event);
        switch (event.getKind()) {
            case REQUESTED, ESCALATED, RESUMED, RESCHEDULED, SUPPRESSED, ACKNOWLEDGED, DECLINED -> {
                if (event.getAttemptId().isEmpty() || event.getAnswerOffset() >= 0) {
                    decision = event;
                }
                if (event.getKind() == PageEventKind.ACKNOWLEDGED && event.getOutcome() == PageOutcome.OK) {
                    taken = event;
                } else if (event.getKind() == PageEventKind.RESUMED || event.getKind() == PageEventKind.ESCALATED) {
                    taken = null;
                }
            }
            default -> {}
        }
    }

    private static <T> void add(List<T> list, T one) {
        list.add(one);
        if (list.size() > MOST) {
            list.remove(0);
        }
    }

    /** Returns the alert's own id. */
    public String alertId() {
        return alertId;
    }

    /** Returns the alert as it was told last; empty while only pages or answers are known. */
    public Optional<Alert> latest() {
        return transitions.isEmpty() ? Optional.empty() : Optional.of(transitions.get(transitions.size() - 1));
    }

    /** Returns whether it has ended. */
    public boolean hasEnded() {
        return latest().filter(alert -> alert.getPhase() == AlertPhase.END).isPresent();
    }

    /** Returns every transition that is kept, the oldest first. */
    public List<Alert> transitions() {
        return List.copyOf(transitions);
    }

    /** Returns every answer that is kept. */
    public List<AlertResponse> answers() {
        return List.copyOf(answers);
    }

    /** Returns every event of its pages that is kept. */
    public List<PageEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the latest request for a page; null: nobody has been paged. */
    public @Nullable PageRequest request() {
        return request;
    }

    /** Returns who has been paged in the latest step, as far as a channel has taken it: people, or the roles while none is known. */
    public List<String> paged() {
        PageRequest latest = request;
        if (latest == null) {
            return List.of();
        }
        Set<String> people = new TreeSet<>();
        for (PageEvent event : events) {
            if (event.getStep() == latest.getStep()
                    && event.getKind() == PageEventKind.ACCEPTED
                    && event.getRecipient() != null) {
                people.add(event.getRecipient());
            }
        }
        return people.isEmpty() ? latest.getRoles() : List.copyOf(people);
    }

    /** Returns everybody whom any of its pages has reached. */
    public Set<String> everPaged() {
        Set<String> people = new TreeSet<>();
        events.stream()
                .filter(event -> event.getKind() == PageEventKind.ACCEPTED && event.getRecipient() != null)
                .forEach(event -> people.add(event.getRecipient()));
        return people;
    }

    /** Returns when the ladder acts next by itself; null: it waits for an event, or nobody is paged. */
    public @Nullable Instant nextAt() {
        return decision == null ? null : decision.getNextAt();
    }

    /** Returns the answer by which somebody has taken it on, as long as the ladder holds it for that; empty: nobody has. */
    public Optional<AlertResponse> acknowledgement() {
        PageEvent accepted = taken;
        if (accepted == null) {
            return Optional.empty();
        }
        return answers.stream()
                .filter(answer -> answer.getKind() == AlertResponseKind.ACKNOWLEDGED)
                .filter(answer -> answer.getEventId().equals(accepted.getAnswerId()))
                .findFirst();
    }

    /** Returns an answer that the ladder has not decided on yet: committed, and about to count. */
    public Optional<AlertResponse> undecided() {
        return answers.stream()
                .filter(answer -> answer.getKind() == AlertResponseKind.ACKNOWLEDGED)
                .filter(answer ->
                        events.stream().noneMatch(event -> answer.getEventId().equals(event.getAnswerId())))
                .reduce((one, later) -> later);
    }
}
