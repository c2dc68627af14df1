package org.blockwatch.cli.why;

import java.time.Duration;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;

/** Tells what became of the alert itself, and what people answered. */
final class AlertSentences {

    private AlertSentences() {}

    static Sentence of(Alert alert) {
        return new Sentence(alert.getAt(), text(alert), alert);
    }

    private static String text(Alert alert) {
        var priority = "%s priority".formatted(alert.getPriority());
        return switch (alert.getPhase()) {
            case START -> "The alert began, %s%s.".formatted(priority, late(alert));
            case UPDATE ->
                "The alert went on, %s, on other findings: %s."
                        .formatted(priority, alert.getFindings().isEmpty() ? "none" : Terms.list(alert.getFindings()));
            case ESCALATE -> "The alert rose to %s.".formatted(priority);
            case DEESCALATE -> "The alert fell to %s.".formatted(priority);
            case END -> "The alert ended: %s.".formatted(Terms.ended(alert.getEndReason()));
            case UNKNOWN -> "Something became of the alert that a newer release knows.";
        };
    }

    private static String late(Alert alert) {
        return alert.getLateBy() <= 0
                ? ""
                : ", %s after its condition: what it rests on came in late, or could not be judged before"
                        .formatted(Times.length(Duration.ofMillis(alert.getLateBy())));
    }

    static Sentence of(AlertResponse answer) {
        var text = "%s %s%s%s.%s".formatted(answer.getBy(), deed(answer), cause(answer), via(answer), note(answer));
        return new Sentence(answer.getOccurredAt(), text, answer);
    }

    private static String deed(AlertResponse answer) {
        return switch (answer.getKind()) {
            case ACKNOWLEDGED -> "took the alert on";
            case DECLINED -> "declined the alert";
            case CLOSING_NOTE -> "wrote a closing note";
            case UNKNOWN -> "answered something that a newer release knows";
        };
    }

    private static String cause(AlertResponse answer) {
        return answer.getCause() == null ? "" : " that gives as cause: %s".formatted(answer.getCause());
    }

    private static String via(AlertResponse answer) {
        return answer.getVia() == null ? "" : " [via %s]".formatted(answer.getVia());
    }

    private static String note(AlertResponse answer) {
        return answer.getNote() == null ? "" : " \"%s\"".formatted(answer.getNote());
    }
}
