package org.blockwatch.cli.why;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.util.TreeSet;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;

/** Tells what became of a page on its way to one recipient. */
final class AttemptSentences {

    private final Trail trail;

    AttemptSentences(Trail trail) {
        this.trail = trail;
    }

    Sentence of(PageEvent event) {
        return new Sentence(event.getAt(), text(event), event);
    }

    private String text(PageEvent event) {
        return switch (event.getKind()) {
            case ACCEPTED ->
                "%s%s was taken by %s%s%s.%s"
                        .formatted(
                                capital(page(event)),
                                to(event),
                                event.getChannel(),
                                took(event),
                                provider(event),
                                bundle(event));
            case DELIVERED ->
                "%s%s is on the device (%s).".formatted(capital(page(event)), to(event), event.getChannel());
            case READ -> "%s%s was read (%s).".formatted(capital(page(event)), to(event), event.getChannel());
            case FAILED ->
                "%s%s over %s failed%s: %s%s.%s"
                        .formatted(
                                capital(page(event)),
                                to(event),
                                event.getChannel(),
                                took(event),
                                Terms.hindrance(event.getOutcome()),
                                detail(event),
                                wait(event));
            case UNDELIVERABLE -> undeliverable(event);
            case SUPPRESSED ->
                "%s%s was not sent over %s: %s."
                        .formatted(
                                capital(page(event)),
                                to(event),
                                event.getChannel(),
                                Terms.hindrance(event.getOutcome()));
            default ->
                "%s: something that a newer release knows [%s].".formatted(capital(page(event)), event.getKind());
        };
    }

    private static String undeliverable(PageEvent event) {
        if (event.getChannel() != null) {
            return "%s%s cannot be delivered over %s: %s%s."
                    .formatted(
                            capital(page(event)),
                            to(event),
                            event.getChannel(),
                            Terms.hindrance(event.getOutcome()),
                            detail(event));
        }
        return event.getOutcome() == PageOutcome.NO_RECIPIENT
                ? "Nobody held the roles of page %s (tier %s)%s%s."
                        .formatted(event.getStep(), event.getTier(), roster(event), detail(event))
                : "Page %s (tier %s) reached nobody: every way to everybody was refused%s."
                        .formatted(event.getStep(), event.getTier(), detail(event));
    }

    private static String page(PageEvent event) {
        return event.getAttempt() > 1
                ? "page %s (try %s)".formatted(event.getStep(), event.getAttempt())
                : "page %s".formatted(event.getStep());
    }

    private static String to(PageEvent event) {
        return event.getRecipient() == null ? "" : " for " + event.getRecipient();
    }

    private static String took(PageEvent event) {
        return event.getLatencyMs() == null
                ? ""
                : " after %s".formatted(Times.length(Duration.ofMillis(event.getLatencyMs())));
    }

    private static String provider(PageEvent event) {
        var id = event.getProviderId() == null ? "" : "its id " + event.getProviderId();
        var roster = event.getRosterVersion().isEmpty() ? "" : "roster " + event.getRosterVersion();
        var both = id.isEmpty() || roster.isEmpty() ? id + roster : id + ", " + roster;
        return both.isEmpty() ? "" : " (%s)".formatted(both);
    }

    private static String roster(PageEvent event) {
        return event.getRosterVersion().isEmpty() ? "" : " by roster " + event.getRosterVersion();
    }

    private static String detail(PageEvent event) {
        return event.getDetail() == null || event.getDetail().isEmpty() ? "" : " (%s)".formatted(event.getDetail());
    }

    private static String wait(PageEvent event) {
        return event.getRetryAfterMs() == null
                ? ""
                : " It asked to be left alone for %s."
                        .formatted(Times.length(Duration.ofMillis(event.getRetryAfterMs())));
    }

    /** Returns which other pages the message told of, as far as they are the same patient's. */
    private String bundle(PageEvent event) {
        if (event.getBundle() == null) {
            return "";
        }
        return trail.events().stream()
                .filter(other -> event.getBundle().equals(other.getBundle())
                        && !other.getPageId().equals(event.getPageId()))
                .map(other -> "page " + other.getStep())
                .collect(collectingAndThen(
                        toCollection(TreeSet::new),
                        others -> " It went in one message with others to the same person%s."
                                .formatted(others.isEmpty() ? "" : ", among them " + String.join(", ", others))));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
