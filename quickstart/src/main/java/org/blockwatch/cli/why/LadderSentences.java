package org.blockwatch.cli.why;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.List;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.jspecify.annotations.Nullable;

/** Tells what a ladder decided: whom it asked for and why, what it made of an answer, and when it acts next. */
final class LadderSentences {

    private final Trail trail;
    private final Times times;

    LadderSentences(Trail trail, Times times) {
        this.trail = trail;
        this.times = times;
    }

    Sentence of(PageEvent decision) {
        var text = switch (decision.getKind()) {
            case REQUESTED -> requested(decision);
            case SUPPRESSED -> suppressed(decision);
            case ESCALATED -> "The ladder goes to tier %s%s.".formatted(decision.getTier(), why(decision.getOutcome()));
            case RESUMED ->
                "No examination was charted after the acknowledgement: the ladder goes on with tier %s."
                        .formatted(decision.getTier());
            case RESCHEDULED ->
                "The ladder stays on tier %s, and its times count from now.%s"
                        .formatted(decision.getTier(), next(decision));
            case ACKNOWLEDGED -> acknowledged(decision);
            case DECLINED -> declined(decision);
            default -> noted(decision);
        };
        return new Sentence(decision.getAt(), text, decision);
    }

    private String requested(PageEvent decision) {
        var request = trail.request(decision);
        if (request.isEmpty()) {
            return "Page %s (tier %s) was asked for, for %s.%s"
                    .formatted(decision.getStep(), decision.getTier(), someone(decision), next(decision));
        }
        return request(request.get()) + (request.get().getChannel() == null ? next(decision) : "");
    }

    private static String request(PageRequest page) {
        if (page.getReason() == PageReason.ANSWERED || page.getReason() == PageReason.ENDED) {
            return "%s is to be told of page %s, because %s."
                    .formatted(page.getChannel(), page.getStep(), Terms.because(page.getReason()));
        }
        if (page.getChannel() != null) {
            return "Page %s is to be tried again over %s (try %s), because %s."
                    .formatted(page.getStep(), way(page), page.getAttempt(), Terms.because(page.getReason()));
        }
        return "Page %s was asked for, for tier %s: %s, because %s.%s"
                .formatted(
                        page.getStep(),
                        page.getTier(),
                        Terms.list(page.getRoles()),
                        Terms.because(page.getReason()),
                        also(page.getAlso()));
    }

    private static String way(PageRequest page) {
        return page.getRecipient() == null
                ? page.getChannel()
                : "%s for %s".formatted(page.getChannel(), page.getRecipient());
    }

    private static String also(List<PageAlert> also) {
        return also.stream()
                .map(alert -> Terms.about(alert.getCode()))
                .collect(collectingAndThen(
                        toList(), told -> told.isEmpty() ? "" : " It tells as well of: " + Terms.list(told) + "."));
    }

    private String suppressed(PageEvent decision) {
        if (decision.getOutcome() == PageOutcome.TOLD_TOGETHER) {
            var carrier = trail.carrier(decision);
            return "Page %s (tier %s) had no message of its own: it was told in the page about %s%s.%s"
                    .formatted(
                            decision.getStep(),
                            decision.getTier(),
                            carrier.map(page -> Terms.about(page.getCode())).orElse("another alert of the patient"),
                            carrier.map(page -> ", for " + Terms.list(page.getRoles()))
                                    .orElse(""),
                            next(decision));
        }
        return "%s: %s.%s".formatted(end(decision), Terms.hindrance(decision.getOutcome()), next(decision));
    }

    private String end(PageEvent decision) {
        if (decision.getChannel() != null) {
            return "Page %s was not tried again over %s".formatted(decision.getStep(), decision.getChannel());
        }
        var paged = trail.pages().stream().anyMatch(page -> page.getPageId().equals(decision.getPageId()));
        return paged ? "Nobody is paged further" : "Nobody was paged";
    }

    private String acknowledged(PageEvent decision) {
        return switch (decision.getOutcome()) {
            case ASSESSED ->
                "The patient has been examined since the acknowledgement: nobody is paged again, unless the"
                        + " alert rises.";
            case OK ->
                "The acknowledgement by %s counts: nobody is paged further.%s"
                        .formatted(
                                someone(decision),
                                decision.getNextAt() == null
                                        ? ""
                                        : " The ladder goes on at %s unless an examination is charted by then."
                                                .formatted(times.at(decision.getNextAt())));
            default -> "The acknowledgement by %s changes nothing: %s.".formatted(someone(decision), idle(decision));
        };
    }

    private String declined(PageEvent decision) {
        return decision.getOutcome() == PageOutcome.OK
                ? "That %s declined was taken in.%s".formatted(someone(decision), next(decision))
                : "That %s declined changes nothing: %s.".formatted(someone(decision), idle(decision));
    }

    /** Returns why an answer changes nothing. */
    private static String idle(PageEvent decision) {
        return switch (decision.getOutcome()) {
            case STALE_ANSWER -> "it answers an earlier page, and the ladder had gone on since [STALE_ANSWER]";
            case ALREADY_ACKNOWLEDGED -> "somebody had taken the alert on already [ALREADY_ACKNOWLEDGED]";
            default -> Terms.hindrance(decision.getOutcome());
        };
    }

    private String noted(PageEvent decision) {
        return "The closing note by %s was kept. It stops nothing: only an acknowledgement or the end of the alert does.%s"
                .formatted(someone(decision), next(decision));
    }

    private static String why(PageOutcome outcome) {
        return outcome == PageOutcome.OK || outcome == PageOutcome.UNKNOWN ? "" : ": " + Terms.hindrance(outcome);
    }

    private static String someone(PageEvent decision) {
        return decision.getRecipient() == null ? "somebody" : decision.getRecipient();
    }

    private String next(PageEvent decision) {
        @Nullable Instant next = decision.getNextAt();
        return next == null ? "" : " If nobody answers, the ladder acts again at %s.".formatted(times.at(next));
    }
}
