package org.blockwatch.board.screen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.blockwatch.board.ward.PagedAlert;
import org.blockwatch.event.Alert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;

/** Tells the story of an alert, a line for each thing that happened. */
final class AlertLines {

    /** A line of it. */
    record Told(Instant at, String text) {}

    private AlertLines() {}

    static List<Told> of(PagedAlert story) {
        List<Told> lines = new ArrayList<>();
        for (Alert alert : story.transitions()) {
            String priority = alert.getPriority().name();
            lines.add(new Told(
                    alert.getAt(),
                    switch (alert.getPhase()) {
                        case START -> "started, " + priority + (alert.getLateBy() > 0 ? ", late" : "");
                        case ESCALATE -> "rose to " + priority;
                        case DEESCALATE -> "fell to " + priority;
                        case END ->
                            "ended: "
                                    + (alert.getEndReason() == null
                                            ? "no reason"
                                            : ScreenWords.of(alert.getEndReason())
                                                    .toLowerCase(Locale.ROOT));
                        case UPDATE -> "goes on, with other findings";
                        case UNKNOWN -> "changed";
                    }));
        }
        story.events().forEach(event -> line(event, lines));
        story.answers()
                .forEach(answer -> lines.add(new Told(
                        answer.getOccurredAt(),
                        ScreenWords.of(answer.getKind()).toLowerCase(Locale.ROOT) + " by " + answer.getBy()
                                + (answer.getNote() == null ? "" : ": " + answer.getNote()))));
        lines.sort(Comparator.comparing(Told::at));
        return lines;
    }

    private static void line(PageEvent event, List<Told> lines) {
        if (event.getKind() == PageEventKind.ACKNOWLEDGED || event.getKind() == PageEventKind.DECLINED) {
            return; // the answer itself is told
        }
        StringBuilder text =
                new StringBuilder("page ").append(event.getKind().name().toLowerCase(Locale.ROOT));
        if (event.getRecipient() != null) {
            text.append(event.getKind() == PageEventKind.ACCEPTED ? ": reached " : ": ")
                    .append(event.getRecipient());
        }
        if (event.getChannel() != null) {
            text.append(" over ").append(event.getChannel());
        }
        if (event.getOutcome() != PageOutcome.OK) {
            text.append(" (")
                    .append(ScreenWords.of(event.getOutcome()).toLowerCase(Locale.ROOT))
                    .append(')');
        }
        lines.add(new Told(
                event.getAt(), text.append(", tier ").append(event.getTier()).toString()));
    }
}
