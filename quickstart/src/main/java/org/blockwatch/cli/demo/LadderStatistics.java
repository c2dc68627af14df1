package org.blockwatch.cli.demo;

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

    private final Map<String, LadderProgress> ladders = new HashMap<>();
    private final Map<PageReason, Integer> pages = new HashMap<>();
    private int open;
    private int mostOpen;
    private int declined;

    private static final class LadderProgress {
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

    /** Counts a transition of an alert. */
    synchronized void seen(Alert alert) {
        var progress = progress(alert.getAlertId());
        var pages = alert.getPhase() != AlertPhase.END && PAGING.contains(alert.getPriority());
        open += (pages ? 1 : 0) - (progress.pages ? 1 : 0);
        mostOpen = Math.max(mostOpen, open);
        progress.pages = pages;
        if (pages && progress.startedAt == null) {
            progress.startedAt = alert.getAt();
        }
    }

    /** Counts a request. */
    synchronized void seen(PageRequest page) {
        pages.merge(page.getReason(), 1, Integer::sum);
    }

    /** Counts an entry of the trail. Those that end an attempt are not the ladder's. */
    synchronized void seen(PageEvent event) {
        if (!event.getAttemptId().isEmpty() || event.getKind() == PageEventKind.UNDELIVERABLE) {
            return;
        }
        var progress = progress(event.getAlertId());
        var stands = event.getOutcome() == PageOutcome.OK || event.getOutcome() == PageOutcome.ASSESSED;
        progress.decided = true;
        progress.nextAt = event.getNextAt();
        progress.tier = Math.max(progress.tier, event.getTier());
        switch (event.getKind()) {
            case ACKNOWLEDGED -> {
                progress.taken |= stands;
                progress.takenAt = progress.takenAt == null && stands ? event.getAt() : progress.takenAt;
            }
            case DECLINED -> {
                declined++;
                progress.taken &= !stands;
            }
            case RESUMED -> progress.taken = false;
            case REQUESTED -> progress.taken &= event.getChannel() != null; // a retry, or news for a channel
            default -> {}
        }
    }

    private LadderProgress progress(String alertId) {
        return ladders.computeIfAbsent(alertId, id -> new LadderProgress());
    }

    /**
     * Returns the open alerts for which nobody is to be paged any more though nobody has taken them on, or whose ladder
     * has let its time go by; a line each. None is what is promised.
     *
     * @param asOf what was due by then should have been done
     */
    synchronized List<String> silent(Instant asOf) {
        var silent = new ArrayList<String>();
        ladders.forEach((alertId, progress) -> {
            var overdue = progress.nextAt != null && progress.nextAt.isBefore(asOf);
            if (progress.pages && progress.decided && (overdue || progress.nextAt == null && !progress.taken)) {
                silent.add("the ladder is silent: %s (next step %s)".formatted(alertId, progress.nextAt));
            }
        });
        return silent;
    }

    /** Returns how many alerts that page are open. */
    synchronized int open() {
        return open;
    }

    /** Returns how many of them somebody has taken on. */
    synchronized int taken() {
        return (int) ladders.values().stream()
                .filter(progress -> progress.pages && progress.taken)
                .count();
    }

    /** Returns the most that were open at once. */
    synchronized int mostOpen() {
        return mostOpen;
    }

    /** Returns how many ladders got to which tier and no further. */
    synchronized SortedMap<Integer, Integer> highestTiers() {
        var highest = new TreeMap<Integer, Integer>();
        ladders.values().stream()
                .filter(progress -> progress.startedAt != null)
                .forEach(progress -> highest.merge(progress.tier, 1, Integer::sum));
        return highest;
    }

    /** Returns how many pages were asked for because of this. */
    synchronized int pages(PageReason reason) {
        return pages.getOrDefault(reason, 0);
    }

    synchronized int declined() {
        return declined;
    }

    /** Returns the times from an alert's start until somebody had taken it on, in engine time, sorted. */
    synchronized List<Duration> timesToAnswer() {
        return ladders.values().stream()
                .filter(progress -> progress.startedAt != null && progress.takenAt != null)
                .map(progress -> Duration.between(progress.startedAt, progress.takenAt))
                .sorted()
                .toList();
    }
}
