package org.blockwatch.cli.explain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.site.SitePractice;
import org.jspecify.annotations.Nullable;

/**
 * The alerts and pages that two practices make of the same statements. Every block is judged by the protocol of the one, then of the
 * other, whatever protocol its statement names.
 *
 * @param alerts of each protocol, by patient, then by alertId: what became of the alert
 * @param watched how long each patient was followed: from the first arrival to the end
 * @param burdens of each practice: what it costs people
 * @param refused statements that the application would set aside, with the reason: no alert rests on them
 */
public record Comparison(
        List<Map<String, Map<String, Course>>> alerts,
        Map<String, Duration> watched,
        List<PracticeBurden> burdens,
        List<String> refused) {

    private static final List<Priority> PRIORITIES = List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW);

    /**
     * What became of one alert.
     *
     * @param steps its start, its changes of priority and its end
     * @param gravest the highest priority that it reached
     */
    public record Course(List<String> steps, Priority gravest) {

        private static Course of(List<Alert> transitions) {
            var steps = transitions.stream()
                    .filter(alert -> alert.getPhase() != AlertPhase.UPDATE)
                    .map(Course::step)
                    .toList();
            var gravest = transitions.stream()
                    .map(Alert::getPriority)
                    .max(Priority::compareTo)
                    .orElseThrow();
            return new Course(steps, gravest);
        }

        private static String step(Alert alert) {
            var what = alert.getPhase() == AlertPhase.END ? "ends" : alert.getPriority();
            return what + " " + Words.at(alert.getAt());
        }

        @Override
        public String toString() {
            return String.join(", ", steps);
        }
    }

    /**
     * Replays statements under two practices.
     *
     * @param lines in order of arrival
     * @param until where the clock stops
     * @param practices a protocol and a policy each
     * @param answeredAfter how long after a page its first role acknowledges it
     * @param stateDirs an empty directory for each; the caller's to delete
     */
    public static Comparison of(
            List<StatementLine> lines,
            Instant until,
            List<SitePractice> practices,
            Duration answeredAfter,
            List<Path> stateDirs) {
        var watched = new TreeMap<String, Duration>();
        for (var line : lines) {
            if (!line.receivedAt().isAfter(until)) {
                watched.putIfAbsent(Topics.key(line.statement()), Duration.between(line.receivedAt(), until));
            }
        }
        var alerts = new ArrayList<Map<String, Map<String, Course>>>();
        var refused = new LinkedHashSet<String>();
        var burdens = new ArrayList<PracticeBurden>();
        for (var i = 0; i < practices.size(); i++) {
            var start = lines.get(0).receivedAt();
            try (var replay = new AnsweredReplay(start, practices.get(i), stateDirs.get(i), answeredAfter)) {
                replay(replay, lines, until, practices.get(i).protocols().standard(), refused);
                var transitions = replay.alerts();
                alerts.add(courses(transitions));
                burdens.add(PracticeBurden.of(transitions, replay.pages()));
            }
        }
        return new Comparison(alerts, watched, burdens, List.copyOf(refused));
    }

    private static void replay(
            AnsweredReplay replay, List<StatementLine> lines, Instant until, Protocol protocol, Set<String> refused) {
        for (var line : lines) {
            if (!line.receivedAt().isAfter(until)) {
                var statement = line.statement();
                replay.arrives(line.receivedAt(), Topics.key(statement), under(protocol, statement))
                        .refused()
                        .ifPresent(why -> refused.add("%s of patient %s that arrived at %s: %s"
                                .formatted(
                                        statement.getSchema().getName(),
                                        Topics.key(statement),
                                        line.receivedAt(),
                                        why)));
            }
        }
        replay.runUntil(until);
    }

    /** Returns the statement as if its block had been performed under the protocol. */
    private static SpecificRecord under(Protocol protocol, SpecificRecord statement) {
        return statement instanceof BlockPerformed block
                ? BlockPerformed.newBuilder(block).setProtocol(protocol.name()).build()
                : statement;
    }

    private static Map<String, Map<String, Course>> courses(List<Alert> transitions) {
        var courses = new HashMap<String, Map<String, Course>>();
        transitions.stream()
                .collect(groupingBy(Alert::getPatientId, groupingBy(Alert::getAlertId)))
                .forEach((patient, alerts) -> {
                    var byId = new TreeMap<String, Course>();
                    alerts.forEach((id, course) -> byId.put(id, Course.of(course)));
                    courses.put(patient, byId);
                });
        return courses;
    }

    /** Returns the text for people to read. */
    public String text() {
        var text = new StringBuilder();
        for (var patient : watched.keySet()) {
            var lines = differences(patient);
            text.append("%nPatient %s%s%n".formatted(patient, lines.isEmpty() ? ": no difference" : ""));
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
        text.append(
                "%nBurden: alerts per patient-day, by the highest priority each reached; %s patient-days from the first arrival to the end%n"
                        .formatted(decimal(patientDays())));
        text.append("  A  %s%n  B  %s%n".formatted(burden(alerts.get(0)), burden(alerts.get(1))));
        text.append("%n%s".formatted(PracticeBurden.table(burdens.get(0), burdens.get(1), patientDays())));
        return text.toString();
    }

    private List<String> differences(String patient) {
        var a = alerts.get(0).getOrDefault(patient, Map.of());
        var b = alerts.get(1).getOrDefault(patient, Map.of());
        var ids = new TreeSet<>(a.keySet());
        ids.addAll(b.keySet());
        var lines = new ArrayList<String>();
        for (var id : ids) {
            @Nullable Course before = a.get(id);
            @Nullable Course after = b.get(id);
            if (before == null) {
                lines.add("appears  %s: %s".formatted(id, after));
            } else if (after == null) {
                lines.add("vanishes %s: %s".formatted(id, before));
            } else if (!before.steps().equals(after.steps())) {
                lines.add("moves    %s: %s -> %s".formatted(id, before, after));
            }
        }
        return lines;
    }

    private String burden(Map<String, Map<String, Course>> courses) {
        var count = new EnumMap<Priority, Integer>(Priority.class);
        courses.values()
                .forEach(patient -> patient.values().forEach(course -> count.merge(course.gravest(), 1, Integer::sum)));
        return PRIORITIES.stream()
                .map(priority -> "%s %s (%s)"
                        .formatted(
                                priority,
                                decimal(count.getOrDefault(priority, 0) / patientDays()),
                                count.getOrDefault(priority, 0)))
                .collect(joining("   "));
    }

    private double patientDays() {
        var all = watched.values().stream().reduce(Duration.ZERO, Duration::plus);
        return all.toMillis() / (double) Duration.ofDays(1).toMillis();
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
