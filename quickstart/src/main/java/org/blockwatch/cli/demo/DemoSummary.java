package org.blockwatch.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.Priority;

/** What a demonstration has brought, in words and numbers. */
final class DemoSummary {

    private static final List<Priority> PRIORITIES = List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW);

    /** By the wall; what is promised is a second. */
    private static final Duration KEEPS_UP = Duration.ofSeconds(1);

    private final DemoStatistics statistics;
    private final PacedClock clock;

    DemoSummary(DemoStatistics statistics, PacedClock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    /** @param broken the promises that were not kept */
    String text(List<String> broken) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(row(
                "statements",
                "%s published with the answers, %s"
                        .formatted(statistics.published(), deadLetters(statistics.deadLetters()))));
        lines.add("");
        lines.add(counts("alerts raised", priority -> priority.name()));
        statistics
                .raised()
                .forEach((code, counts) -> lines.add(counts(code.name(), priority -> count(counts, priority))));
        lines.add("");
        lines.add(row(
                "pages",
                "%s asked for, %s taken by a channel, %s not needed any more; %s attempts failed, %s sent twice"
                        .formatted(
                                statistics.pages(),
                                statistics.accepted(),
                                statistics.suppressed(),
                                statistics.failedAttempts(),
                                statistics.sentTwice())));
        lines.add(row("ladders", ladders(statistics.ladders())));
        lines.add(row("staff", staff(statistics.ladders())));
        lines.add(row("burden", burden(statistics.burden())));
        lines.add(row("deadline to alert", delays(statistics.detectionDelays(alert -> true))));
        lines.add(row("deadline to page taken", delays(statistics.pageDelays(alert -> true))));
        clock.heldBack().ifPresent(held -> lines.add(row("clock", held)));
        lines.add("");
        if (broken.isEmpty()) {
            lines.add(
                    "  Kept: the day, replayed on a virtual clock, gives the same alerts; each of HIGH or MEDIUM priority was");
            lines.add(
                    "  paged; every page was taken, once by each person, or had become needless; no ladder fell silent.");
        } else {
            broken.forEach(promise -> lines.add("  NOT KEPT: " + promise));
            lines.add("  " + why());
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns what the promises were broken for: a machine that is too slow for this speed, or a defect. */
    private String why() {
        var delays = statistics.detectionDelays(alert -> true);
        var longest = delays.isEmpty() ? Duration.ZERO : delays.get(delays.size() - 1);
        if (longest.compareTo(KEEPS_UP) > 0) {
            return String.format(
                    Locale.ROOT,
                    "Why: this machine does not keep up. By the wall clock an alert came %.1f s after its deadline, which is %s of"
                            + " the ward's time at this speed. Give a lower --speed, or let the machine do nothing else.",
                    longest.toMillis() / 1000.0,
                    minutes(clock.engine(longest)));
        }
        return ("Why: deadlines came in time (the latest alert %s ms after its own, by the wall clock). What was charted may"
                        + " still have been read late, which no alert tells: run it again with the same --seed and a quarter"
                        + " of the --speed. If the same is not kept there, it is a defect: tell us, with what --verbose says.")
                .formatted(longest.toMillis());
    }

    private static String minutes(Duration engine) {
        return String.format(Locale.ROOT, "%s min %02d s", engine.toMinutes(), engine.toSecondsPart());
    }

    private static String ladders(LadderStatistics ladders) {
        return "at most %s open at once; highest tier %s; %s repeats, %s resumed after an acknowledgement without action"
                .formatted(
                        ladders.mostOpen(),
                        tiers(ladders),
                        ladders.pages(PageReason.REPEAT),
                        ladders.pages(PageReason.ACK_WITHOUT_ACTION));
    }

    /** Returns how many ladders got to which tier and no further: {@code 1: 40, 2: 5}. */
    static String tiers(LadderStatistics ladders) {
        return ladders.highestTiers().entrySet().stream()
                .map(entry -> "%s: %s".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String staff(LadderStatistics ladders) {
        var times = ladders.timesToAnswer();
        return "%s answers, %s declined; taken on %s"
                .formatted(
                        statistics.answers(),
                        ladders.declined(),
                        times.isEmpty()
                                ? "by nobody"
                                : "after p50 %s min, p90 %s min by the engine's clock, %s alerts"
                                        .formatted(
                                                quantile(times, 0.50).toMinutes(),
                                                quantile(times, 0.90).toMinutes(),
                                                times.size()));
    }

    static String burden(Burden burden) {
        return "%s messages to %s people, %s; %s"
                .formatted(
                        burden.messages(),
                        burden.people(),
                        burden.bundles() == 0
                                ? "no bundles"
                                : "%s of them bundles, of %s pages".formatted(burden.bundles(), burden.bundled()),
                        burden.worst()
                                .map(hour -> "the worst hour: %s to %s"
                                        .formatted(
                                                hour.getValue(), hour.getKey().person()))
                                .orElse("nobody was paged"));
    }

    static String row(String name, String value) {
        return "  %-28s %s".formatted(name, value);
    }

    private static String counts(String name, Function<Priority, String> shown) {
        return "  %-28s %6s %6s %6s"
                .formatted(Stream.concat(Stream.of(name), PRIORITIES.stream().map(shown))
                        .toArray());
    }

    private static String count(Map<Priority, Integer> counts, Priority priority) {
        return counts.containsKey(priority) ? String.valueOf(counts.get(priority)) : "-";
    }

    private static String deadLetters(Map<String, Integer> byReason) {
        return byReason.isEmpty()
                ? "none refused"
                : byReason.entrySet().stream()
                        .map(entry -> "%s %s".formatted(entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", ", "refused into dead letters: ", ""));
    }

    static String delays(List<Duration> byTheWall) {
        return byTheWall.isEmpty()
                ? "no deadline passed"
                : "p50 %s ms, p99 %s ms, longest %s ms by the wall clock, %s deadlines"
                        .formatted(
                                quantile(byTheWall, 0.50).toMillis(),
                                quantile(byTheWall, 0.99).toMillis(),
                                quantile(byTheWall, 1).toMillis(),
                                byTheWall.size());
    }

    static Duration quantile(List<Duration> sorted, double share) {
        var rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
