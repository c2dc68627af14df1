package org.blockwatch.cli.why;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;

/**
 * What the topics hold of one alert, each list in time order.
 *
 * @param transitions what became of the alert itself
 * @param pages every request of a page that tells of it, also where another alert of the patient heads the page
 * @param events what became of these pages, and what the alert's own ladder decided
 * @param answers what people answered
 */
public record Trail(
        String alertId,
        List<Alert> transitions,
        List<PageRequest> pages,
        List<PageEvent> events,
        List<AlertResponse> answers) {

    private static final Set<PageReason> NEWS = Set.of(PageReason.ANSWERED, PageReason.ENDED);

    /** Picks out of a patient's records, in any order, what concerns the alert. */
    public static Trail of(String alertId, Collection<? extends SpecificRecord> ofPatient) {
        var pages = all(PageRequest.class, ofPatient)
                .filter(page -> page.getAlertId().equals(alertId) || carries(page, alertId))
                .sorted(comparing(PageRequest::getRequestedAt))
                .toList();
        Set<String> pageIds = pages.stream().map(PageRequest::getPageId).collect(Collectors.toSet());
        return new Trail(
                alertId,
                all(Alert.class, ofPatient)
                        .filter(alert -> alert.getAlertId().equals(alertId))
                        .sorted(comparing(Alert::getAt))
                        .toList(),
                pages,
                all(PageEvent.class, ofPatient)
                        .filter(event -> event.getAlertId().equals(alertId)
                                || pageIds.contains(event.getPageId()) && !ofLadder(event))
                        .sorted(comparing(PageEvent::getAt))
                        .toList(),
                all(AlertResponse.class, ofPatient)
                        .filter(answer -> answer.getAlertId().equals(alertId))
                        .sorted(comparing(AlertResponse::getOccurredAt))
                        .toList());
    }

    private static <T extends SpecificRecord> Stream<T> all(
            Class<T> type, Collection<? extends SpecificRecord> records) {
        return new LinkedHashSet<>(records).stream().filter(type::isInstance).map(type::cast);
    }

    private static boolean carries(PageRequest page, String alertId) {
        return !NEWS.contains(page.getReason())
                && page.getAlso().stream().map(PageAlert::getAlertId).anyMatch(alertId::equals);
    }

    /** Returns whether a ladder decided this, rather than a channel or whoever looked for recipients. */
    static boolean ofLadder(PageEvent event) {
        return switch (event.getKind()) {
            case REQUESTED, ESCALATED, RESUMED, RESCHEDULED, ACKNOWLEDGED, DECLINED, NOTED -> true;
            case SUPPRESSED -> event.getAttemptId().isEmpty();
            default -> false;
        };
    }

    /** Returns whether nothing is known of such an alert. */
    public boolean isEmpty() {
        return transitions.isEmpty() && pages.isEmpty() && events.isEmpty() && answers.isEmpty();
    }

    /** Returns the alert as last told; empty where the topic does not keep it any more. */
    Optional<Alert> latest() {
        return transitions.isEmpty() ? Optional.empty() : Optional.of(transitions.get(transitions.size() - 1));
    }

    /** Returns what was asked for, where this decision asked for a page. */
    Optional<PageRequest> request(PageEvent requested) {
        return pages.stream()
                .filter(page -> page.getPageId().equals(requested.getPageId()))
                .filter(page -> page.getAttempt() == requested.getAttempt())
                .filter(page -> page.getRequestedAt().equals(requested.getAt()))
                .findFirst();
    }

    /** Returns the page of another alert in which this one was told at that very instant. */
    Optional<PageRequest> carrier(PageEvent toldTogether) {
        return pages.stream()
                .filter(page -> carries(page, alertId))
                .filter(page -> page.getRequestedAt().equals(toldTogether.getAt()))
                .findFirst();
    }

    /** Returns the ladder's latest decision: it knows what comes next. */
    Optional<PageEvent> latestDecision() {
        return events.stream()
                .filter(event -> event.getAlertId().equals(alertId) && ofLadder(event))
                .reduce((earlier, later) -> later);
    }

    /** Returns whether a person has taken the alert on, so far as the ladder lets it count. */
    Optional<PageEvent> acknowledgement() {
        return events.stream()
                .filter(event -> event.getKind() == PageEventKind.ACKNOWLEDGED)
                .filter(event -> event.getAlertId().equals(alertId))
                .filter(event -> event.getOutcome() == PageOutcome.OK)
                .reduce((earlier, later) -> later);
    }
}
