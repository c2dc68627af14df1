package org.blockwatch.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.blockwatch.Practice;
import org.blockwatch.embedded.KafkaNoise;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.schemas.Topics;

/**
 * Counts what release 0.2.0 makes of simulated courses, as {@code compare} counts it now: alerts, pages by role, how alerts
 * ended. Compiled within a work tree of 0.2.0 by the script {@code last-release} beside it.
 */
public final class LastReleaseBurden {

    private LastReleaseBurden() {}

    /** Reads the file named first, stops the clock at the instant named second, and prints what compare prints, in one column. */
    public static void main(String... args) throws IOException {
        KafkaNoise.mute();
        var answeredAfter = Duration.ofMinutes(10);
        var until = Instant.parse(args[1]);
        var lines = Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8).stream()
                .map(PlainJson::readLine)
                .toList();
        var counts = new TreeMap<String, Integer>();
        var gravest = new TreeMap<String, Alert>();
        var answers = new ArrayDeque<AlertResponse>();
        var state = Files.createTempDirectory("burden-");
        try (var replay = new Replay(lines.get(0).receivedAt(), Practice.shipped(), state)) {
            for (StatementLine line : lines) {
                run(replay, line.receivedAt(), answers, answeredAfter, counts);
                replay.arrives(line.receivedAt(), Topics.key(line.statement()), line.statement());
                hear(replay, answers, answeredAfter, counts);
            }
            run(replay, until, answers, answeredAfter, counts);
            for (Alert alert : replay.alerts()) {
                gravest.merge(
                        alert.getPatientId() + " " + alert.getAlertId(),
                        alert,
                        (one, other) -> other.getPriority().compareTo(one.getPriority()) > 0 ? other : one);
                if (alert.getPhase() == AlertPhase.END) {
                    count(counts, "ended " + alert.getEndReason());
                }
            }
        }
        gravest.values().forEach(alert -> count(counts, "alerts " + alert.getCode() + " " + alert.getPriority()));
        print(lines, until, counts);
    }

    private static void print(List<StatementLine> lines, Instant until, Map<String, Integer> counts) {
        var first = new TreeMap<String, Instant>();
        lines.stream()
                .filter(line -> !line.receivedAt().isAfter(until))
                .forEach(line -> first.putIfAbsent(Topics.key(line.statement()), line.receivedAt()));
        var watched = first.values().stream()
                .map(from -> Duration.between(from, until))
                .reduce(Duration.ZERO, Duration::plus);
        var days = watched.toMillis() / (double) Duration.ofDays(1).toMillis();
        var ends = sum(counts, "ended ");
        System.out.printf(Locale.ROOT, "%d patients, %.1f patient-days%n", first.size(), days);
        System.out.printf(Locale.ROOT, "| **alerts, all** | %.3f |%n", sum(counts, "alerts ") / days);
        System.out.printf(Locale.ROOT, "| **pages, all** | %.3f |%n", sum(counts, "pages ") / days);
        counts.forEach((what, count) -> System.out.println(
                what.startsWith("ended ")
                        ? String.format(Locale.ROOT, "| %s | %.1f %% |", what, 100.0 * count / Math.max(1, ends))
                        : String.format(Locale.ROOT, "| %s | %.3f |", what, count / days)));
    }

    private static int sum(Map<String, Integer> counts, String what) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(what))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static void run(
            Replay replay,
            Instant until,
            ArrayDeque<AlertResponse> answers,
            Duration answeredAfter,
            Map<String, Integer> counts) {
        while (true) {
            var due = replay.due(until);
            var answer = answers.peek();
            if (answer != null
                    && !answer.getOccurredAt().isAfter(until)
                    && (due.isEmpty() || !due.get().isBefore(answer.getOccurredAt()))) {
                answers.poll();
                replay.arrives(answer.getOccurredAt(), answer.getPatientId(), answer);
            } else if (due.isPresent()) {
                replay.runUntil(due.get());
            } else {
                break;
            }
            hear(replay, answers, answeredAfter, counts);
        }
        replay.runUntil(until);
        hear(replay, answers, answeredAfter, counts);
    }

    private static void hear(
            Replay replay, ArrayDeque<AlertResponse> answers, Duration answeredAfter, Map<String, Integer> counts) {
        for (PageRequest page : replay.pages()) {
            if (page.getReason() != PageReason.ENDED
                    && page.getReason() != PageReason.ANSWERED
                    && !page.getRoles().isEmpty()) {
                page.getRoles()
                        .forEach(role ->
                                count(counts, "pages " + page.getCode() + " " + page.getPriority() + " " + role));
                answer(page, page.getAlertId(), answers, answeredAfter);
                page.getAlso().forEach(also -> answer(page, also.getAlertId(), answers, answeredAfter));
            }
        }
    }

    private static void answer(
            PageRequest page, String alertId, ArrayDeque<AlertResponse> answers, Duration answeredAfter) {
        answers.add(AlertResponse.newBuilder()
                .setEventId("answer-" + page.getPageId() + "-" + alertId)
                .setPatientId(page.getPatientId())
                .setAlertId(alertId)
                .setPageId(page.getPageId())
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy(page.getRoles().get(0))
                .setOccurredAt(page.getRequestedAt().plus(answeredAfter))
                .build());
    }

    private static void count(Map<String, Integer> counts, String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
