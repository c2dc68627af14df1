package org.blockwatch.cli.why;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.blockwatch.consumer.audit.DeliveryProgress;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageRequest;

/** Who was reached, how far, and why somebody was not. */
final class ReachSentences {

    private final Trail trail;
    private final Times times;

    ReachSentences(Trail trail, Times times) {
        this.trail = trail;
        this.times = times;
    }

    /** Returns how far the alert came with everybody, a line each. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        attempts().forEach((way, events) -> lines.add("%s: %s".formatted(way, standing(events))));
        trail.acknowledgement()
                .ifPresent(event -> lines.add(
                        "%s took the alert on at %s".formatted(event.getRecipient(), times.at(event.getAt()))));
        if (lines.isEmpty()) {
            return List.of("No page has gone out.");
        }
        lines.add("That a channel has taken a page does not say that anybody has seen it.");
        return lines;
    }

    /** Whether, and why, a person was paged or was not. */
    List<String> lines(String recipient) {
        var theirs = trail.events().stream()
                .filter(event -> !Trail.ofLadder(event) && recipient.equals(event.getRecipient()))
                .toList();
        var lines = new ArrayList<String>();
        lines.add(verdict(recipient, DeliveryProgress.of(theirs), !theirs.isEmpty()));
        for (var page : steps()) {
            lines.add(ofPage(recipient, page));
        }
        lines.add(furthest());
        return lines;
    }

    private String verdict(String recipient, DeliveryProgress standing, boolean tried) {
        return switch (standing.rung()) {
            case NONE, REQUESTED ->
                tried
                        ? "No: it was tried, but no page for %s is known to have got through.".formatted(recipient)
                        : "No: no page for this alert was addressed to %s.".formatted(recipient);
            default -> "Yes: %s at %s.".formatted(rung(standing), times.at(Objects.requireNonNull(standing.since())));
        };
    }

    private String ofPage(String recipient, PageRequest page) {
        var events = trail.events().stream()
                .filter(event -> !Trail.ofLadder(event) && event.getPageId().equals(page.getPageId()))
                .toList();
        var name = "Page %s (tier %s: %s)".formatted(page.getStep(), page.getTier(), Terms.list(page.getRoles()));
        var theirs = events.stream()
                .filter(event -> recipient.equals(event.getRecipient()))
                .toList();
        if (!theirs.isEmpty()) {
            return "%s: %s".formatted(name, standing(theirs));
        }
        var others = events.stream()
                .map(PageEvent::getRecipient)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (others.isEmpty()) {
            return events.isEmpty()
                    ? "%s: nothing is recorded yet of whom it went to".formatted(name)
                    : "%s: nobody held these roles".formatted(name);
        }
        var roster = events.get(0).getRosterVersion();
        return roster.isEmpty()
                ? "%s: it was for %s. There was no roster, so pages named roles and not people"
                        .formatted(name, Terms.list(others))
                : "%s: it was for %s. By roster %s %s held none of these roles at %s (blockwatch oncall --at %s)"
                        .formatted(
                                name,
                                Terms.list(others),
                                roster,
                                recipient,
                                times.at(page.getRequestedAt()),
                                page.getRequestedAt());
    }

    private String furthest() {
        var tier = steps().stream().mapToInt(PageRequest::getTier).max();
        if (tier.isEmpty()) {
            return trail.latestDecision()
                    .filter(decision -> decision.getKind() == PageEventKind.SUPPRESSED)
                    .map(decision -> "Nobody was paged: %s.".formatted(Terms.hindrance(decision.getOutcome())))
                    .orElse("No page has been asked for.");
        }
        var last = steps().get(steps().size() - 1).getRequestedAt();
        var stop = trail.acknowledgement()
                .filter(event -> !event.getAt().isBefore(last))
                .map(event ->
                        ", where %s took the alert on at %s".formatted(event.getRecipient(), times.at(event.getAt())))
                .or(() -> trail.latest()
                        .filter(alert -> alert.getPhase() == AlertPhase.END)
                        .map(alert -> ", where the alert ended at %s".formatted(times.at(alert.getAt()))));
        return "The ladder got as far as tier %s%s. Whoever is on a later tier only was not asked."
                .formatted(tier.getAsInt(), stop.orElse(" so far"));
    }

    /** Returns the first request of each page. */
    private List<PageRequest> steps() {
        var steps = new LinkedHashMap<String, PageRequest>();
        trail.pages().stream()
                .filter(page -> page.getChannel() == null)
                .forEach(page -> steps.putIfAbsent(page.getPageId(), page));
        return List.copyOf(steps.values());
    }

    private Map<String, List<PageEvent>> attempts() {
        return trail.events().stream()
                .filter(event -> !Trail.ofLadder(event) && event.getChannel() != null)
                .collect(groupingBy(
                        event -> "Page %s for %s over %s"
                                .formatted(event.getStep(), event.getRecipient(), event.getChannel()),
                        LinkedHashMap::new,
                        toList()));
    }

    /** Returns the highest rung; below the first one what stood in the way at last. */
    private String standing(List<PageEvent> events) {
        var standing = DeliveryProgress.of(events);
        if (standing.since() != null) {
            return "%s at %s".formatted(rung(standing), times.at(standing.since()));
        }
        var last = events.get(events.size() - 1);
        return "%s: %s"
                .formatted(
                        last.getKind() == PageEventKind.SUPPRESSED ? "not sent" : "not got through",
                        Terms.hindrance(last.getOutcome()));
    }

    private static String rung(DeliveryProgress standing) {
        return switch (standing.rung()) {
            case NONE -> "nothing is known";
            case REQUESTED -> "asked for";
            case ACCEPTED -> "taken by the channel";
            case DELIVERED -> "on the device";
            case READ -> "read";
            case ACKNOWLEDGED -> "acknowledged";
        };
    }
}
