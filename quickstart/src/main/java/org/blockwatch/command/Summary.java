package org.blockwatch.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.event.Priority;

/** What a demonstration has brought, in words and numbers. */
final class Summary {

    private static final List<Priority> PRIORITIES = List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW);

    private final Tally tally;
    private final EngineClock clock;

    Summary(Tally tally, EngineClock clock) {
        this.tally = tally;
        this.clock = clock;
    }

    /** @param broken the promises that were not kept */
    String text(List<String> broken) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(row(
                "statements",
                "%d published with the answers, %s".formatted(tally.published(), deadLetters(tally.deadLetters()))));
        lines.add("");
        lines.add(counts("alerts raised", priority -> priority.name()));
        tally.raised().forEach((code, counts) -> lines.add(counts(code.name(), priority -> count(counts, priority))));
        lines.add("");
        lines.add(row(
                "pages",
                "%d asked for, %d taken by a channel, %d not needed any more; %d attempts failed, %d sent twice"
                        .formatted(
                                tally.pages(),
                                tally.accepted(),
                                tally.suppressed(),
                                tally.failedAttempts(),
                                tally.sentTwice())));
        lines.add(row("answered", tally.answers() + " by staff"));
        lines.add(row("deadline to alert", delays(tally.detectionDelays())));
        lines.add(row("deadline to page taken", delays(tally.pageDelays())));
        lines.add("");
        if (broken.isEmpty()) {
            lines.add(
                    "  Kept: the day, replayed on a virtual clock, gives the same alerts; each of HIGH or MEDIUM priority was");
            lines.add("  paged; every page was taken once, or had become needless.");
        } else {
            broken.forEach(promise -> lines.add("  NOT KEPT: " + promise));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(String name, String value) {
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
                        .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", ", "refused into dead letters: ", ""));
    }

    private String delays(List<Duration> engine) {
        return engine.isEmpty()
                ? "no deadline passed"
                : "p50 %d ms, p99 %d ms by the wall clock, %d deadlines"
                        .formatted(wallMillis(engine, 0.50), wallMillis(engine, 0.99), engine.size());
    }

    private long wallMillis(List<Duration> sorted, double quantile) {
        var rank = (int) Math.ceil(quantile * sorted.size());
        return clock.wall(sorted.get(Math.max(0, rank - 1))).toMillis();
    }
}
