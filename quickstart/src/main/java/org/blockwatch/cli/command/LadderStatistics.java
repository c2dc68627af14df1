package org.blockwatch.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.jspecify.annotations.Nullable;

/**
 * How far ladders climb, who takes them on, and whether one has fallen silent. What is told of one alert on different
 * topics may come in any order. Any thread may tell and ask it.
 */
final class LadderStatistics {

    private static final Set<Priority> PAGING = EnumSet.of(Priority.HIGH, Priority.MEDIUM);

    private final Map<String, Climb> climbs = new HashMap<>();
    private final Map<PageReason, Integer> pages = new HashMap<>();
    private int open;
    private int mostOpen;
    private int declined;

    private static final class Climb {
        boolean pages;
        boolean decided;
        boolean taken;
        int tier;

        @Nullable
        Instant startedAt;

        @Nullable
        Instant takenAt;

        @Nullable
        Instant nextAt;
    }

    /** A transition of an alert. */
    synchronized void seen(Alert alert) {
        var climb = climb(alert.getAlertId());
        var pages = alert.getPhase() != AlertPhase.END && PAGING.contains(alert.getPriority());
        open += (pages ? 1 : 0) - (climb.pages ? 1 : 0);
        mostOpen = Math.max(mostOpen, open);
        climb.pages = pages;
        if (pages && climb.startedAt == null) {
            climb.startedAt = alert.getAt();
        }
    }

    /** A request. */
    synchronized void seen(PageRequest page) {
        pages.merge(page.getReason(), 1, Integer::sum);
    }

    /** An entry of the trail. Those that end an attempt are not the ladder's. */
    synchronized void seen(PageEvent event) {
        if (!event.getAttemptId().isEmpty() || event.getKind() == PageEventKind.UNDELIVERABLE) {
            return;
        }
        var climb = climb(event.getAlertId());
        var stands = event.getOutcome() == PageOutcome.OK || event.getOutcome() == PageOutcome.ASSESSED;
        climb.decided = true;
        climb.nextAt = event.getNextAt();
        climb.tier = Math.max(climb.tier, event.getTier());
        switch (event.getKind()) {
            case ACKNOWLEDGED -> {
                climb.taken |= stands;
                climb.takenAt = climb.takenAt == null && stands ? event.getAt() : climb.takenAt;
            }
            case DECLINED -> {
                declined++;
                climb.taken &= !stands;
            }
            case RESUMED -> climb.taken = false;
            case REQUESTED -> climb.taken &= event.getChannel() != null; // a retry, or news for a channel
            default -> {}
        }
    }

    private Climb climb(String alertId) {
        return climbs.computeIfAbsent(alertId, id -> new Climb());
    }

    /**
     * Open alerts for which nobody is to be paged any more though nobody has taken them on, or whose ladder has let its
     * time go by; a line each. None is what is promised.
     *
     * @param asOf what was due by then should have been done
     */
    synchronized List<String> silent(Instant asOf) {
        var silent = new ArrayList<String>();
        climbs.forEach((alertId, climb) -> {
            var overdue = climb.nextAt != null && climb.nextAt.isBefore(asOf);
            if (climb.pages && climb.decided && (overdue || climb.nextAt == null && !climb.taken)) {
                silent.add("the ladder is silent: %s (next step %s)".formatted(alertId, climb.nextAt));
            }
        });
        return silent;
    }

    /** Alerts that page and are open. */
    synchronized int open() {
        return open;
    }

    /** Those of them that somebody has taken on. */
    synchronized int taken() {
        return (int) climbs.values().stream()
                .filter(climb -> climb.pages && climb.taken)
                .count();
    }

    /** The most that were open at once. */
    synchronized int mostOpen() {
        return mostOpen;
    }

    /** How many ladders got to which tier and no further. */
    synchronized SortedMap<Integer, Integer> highestTiers() {
        var highest = new TreeMap<Integer, Integer>();
        climbs.values().stream()
                .filter(climb -> climb.startedAt != null)
                .forEach(climb -> highest.merge(climb.tier, 1, Integer::sum));
        return highest;
    }

    /** Pages that were asked for because of this. */
    synchronized int pages(PageReason reason) {
        return pages.getOrDefault(reason, 0);
    }

    synchronized int declined() {
        return declined;
    }

    /** From an alert's start until somebody had taken it on, in engine time, sorted. */
    synchronized List<Duration> timesToAnswer() {
        return climbs.values().stream()
                .filter(climb -> climb.startedAt != null && climb.takenAt != null)
                .map(climb -> Duration.between(climb.startedAt, climb.takenAt))
                .sorted()
                .toList();
    }
}
