package org.blockwatch.cli.explain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;

/**
 * What a site's practice costs people.
 *
 * @param alerts by code and the highest priority that each reached
 * @param pages by code, priority and role; a page to two roles counts for both
 * @param ends by reason
 */
public record PracticeBurden(Map<String, Integer> alerts, Map<String, Integer> pages, Map<EndReason, Integer> ends) {

    /** Counts transitions and requests of one replay. */
    static PracticeBurden of(List<Alert> transitions, List<PageRequest> requests) {
        var gravest = new TreeMap<String, Alert>();
        var ends = new EnumMap<EndReason, Integer>(EndReason.class);
        for (var alert : transitions) {
            gravest.merge(
                    alert.getPatientId() + " " + alert.getAlertId(),
                    alert,
                    (one, other) -> other.getPriority().compareTo(one.getPriority()) > 0 ? other : one);
            if (alert.getPhase() == AlertPhase.END) {
                ends.merge(alert.getEndReason(), 1, Integer::sum);
            }
        }
        var alerts = new TreeMap<String, Integer>();
        gravest.values().forEach(alert -> alerts.merge(named(alert.getCode(), alert.getPriority()), 1, Integer::sum));
        var pages = new TreeMap<String, Integer>();
        for (var page : requests) {
            if (page.getReason() != PageReason.ENDED && page.getReason() != PageReason.ANSWERED) {
                page.getRoles()
                        .forEach(role ->
                                pages.merge(named(page.getCode(), page.getPriority()) + " " + role, 1, Integer::sum));
            }
        }
        return new PracticeBurden(alerts, pages, ends);
    }

    private static String named(Enum<?> code, Priority priority) {
        return code + " " + priority;
    }

    /** Returns a table of two burdens side by side, in Markdown. */
    static String table(PracticeBurden a, PracticeBurden b, double patientDays) {
        var lines = new ArrayList<String>();
        lines.add("| per patient-day | A | B |");
        lines.add("|---|---|---|");
        rows("alerts", a.alerts, b.alerts, patientDays, lines);
        rows("pages", a.pages, b.pages, patientDays, lines);
        lines.add("");
        lines.add("| alerts that ended as | A | B |");
        lines.add("|---|---|---|");
        Set<EndReason> reasons = new TreeSet<>(a.ends.keySet());
        reasons.addAll(b.ends.keySet());
        reasons.forEach(reason -> lines.add("| %s | %s | %s |".formatted(reason, a.share(reason), b.share(reason))));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static void rows(
            String what, Map<String, Integer> a, Map<String, Integer> b, double patientDays, List<String> lines) {
        lines.add(
                "| **%s, all** | %s | %s |".formatted(what, perDay(sum(a), patientDays), perDay(sum(b), patientDays)));
        Set<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        for (var name : names) {
            lines.add("| %s %s | %s | %s |"
                    .formatted(
                            what,
                            name,
                            perDay(a.getOrDefault(name, 0), patientDays),
                            perDay(b.getOrDefault(name, 0), patientDays)));
        }
    }

    private String share(EndReason reason) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * ends.getOrDefault(reason, 0) / Math.max(1, sum(ends)));
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String perDay(int count, double patientDays) {
        return String.format(Locale.ROOT, "%.3f", count / patientDays);
    }
}
