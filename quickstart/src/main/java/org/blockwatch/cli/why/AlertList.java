package org.blockwatch.cli.why;

import static java.util.stream.Collectors.joining;

import java.time.ZoneId;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.service.text.Printable;

/** Alerts in a line each, for whoever looks for one. */
public final class AlertList {

    private AlertList() {}

    /** Returns whether the alert is about this bed: its number, or unit and number. */
    public static boolean isAbout(Alert alert, String bed) {
        var location = alert.getLocation();
        return location != null
                && location.getBed() != null
                && (bed.equals(location.getBed()) || bed.equals(location.getUnit() + " " + location.getBed()));
    }

    /**
     * Returns the text for people to read.
     *
     * @param alerts the latest transition of each
     */
    public static String text(List<Alert> alerts, ZoneId zone) {
        var times = new Times(zone);
        return alerts.stream()
                .map(alert -> "%s%n  %s, %s; %s; began %s, %s%n"
                        .formatted(
                                Printable.line(alert.getAlertId()),
                                alert.getPriority(),
                                Terms.about(alert.getCode()),
                                Printable.line(Terms.place(alert)),
                                times.at(alert.getStartedAt()),
                                alert.getPhase() == AlertPhase.END
                                        ? "ended %s: %s"
                                                .formatted(times.at(alert.getAt()), Terms.ended(alert.getEndReason()))
                                        : "is open"))
                .collect(joining());
    }

    /** Returns a line for each, in plain JSON. */
    public static String json(List<Alert> alerts) {
        return alerts.stream().map(alert -> PlainJson.write(alert) + "\n").collect(joining());
    }
}
