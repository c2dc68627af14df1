package org.blockwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.embedded.Platform;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Topics;
import org.blockwatch.ward.Ward;

/** One day on a simulated ward: publishes what is charted, lets staff answer pages, shows and counts what comes. */
final class Demonstration {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration PLAIN_LINE_EVERY = Duration.ofHours(2);

    /** By the wall: what is under way when the day ends has so long to arrive. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(20);

    private final Screen screen;
    private final EngineClock clock;
    private final Ward ward;
    private final Instant opensAt;
    private final Instant closesAt;
    private final Tally tally = new Tally();

    Demonstration(Screen screen, EngineClock clock, Ward ward, Instant opensAt, Instant closesAt) {
        this.screen = screen;
        this.clock = clock;
        this.ward = ward;
        this.opensAt = opensAt;
        this.closesAt = closesAt;
    }

    /**
     * Runs the day to its end or until {@code stop} completes, and prints the summary.
     *
     * @return whether every promise was kept
     * @throws ExecutionException if {@code stop} completed exceptionally: the pipeline has failed
     */
    boolean run(Platform platform, CompletableFuture<?> stop) throws ExecutionException, InterruptedException {
        var watched = List.of(Topics.ALERTS, Topics.PAGES, Topics.PAGE_EVENTS, Topics.DEAD_LETTERS);
        List<String> broken;
        try (var feed = new Feed(Publisher.to(platform), clock, tally::published);
                var watcher = Watcher.of(platform, watched, seen -> watch(seen, feed))) {
            feed.play(ward.arrivals());
            showUntilClosing(stop);
            feed.close();
            broken = settled();
        }
        screen.end(new Summary(tally, clock).text(broken));
        return broken.isEmpty();
    }

    private void watch(Watcher.Seen seen, Feed feed) {
        if (tally.seen(seen) && seen.value() instanceof PageEvent accepted) {
            var answers = ward.answers(accepted);
            if (!answers.isEmpty()) {
                tally.answered();
                feed.play(answers);
            }
        }
    }

    private void showUntilClosing(CompletableFuture<?> stop) throws ExecutionException, InterruptedException {
        var nextLine = opensAt;
        while (clock.now().isBefore(closesAt) && !elapsed(stop, REDRAW)) {
            if (screen.redraws()) {
                screen.status(status());
            } else if (!clock.now().isBefore(nextLine)) {
                screen.status(status());
                nextLine = nextLine.plus(PLAIN_LINE_EVERY);
            }
        }
    }

    /** Waits for what is under way, and returns the promises that are broken even then. */
    private List<String> settled() throws ExecutionException, InterruptedException {
        var never = new CompletableFuture<Void>();
        var limit = System.nanoTime() + SETTLE_LIMIT.toNanos();
        var broken = tally.brokenPromises();
        while (!broken.isEmpty() && System.nanoTime() - limit < 0) {
            elapsed(never, REDRAW);
            broken = tally.brokenPromises();
        }
        return broken;
    }

    /** Waits; returns whether the stop came instead. */
    private static boolean elapsed(CompletableFuture<?> stop, Duration wait)
            throws ExecutionException, InterruptedException {
        try {
            stop.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private String status() {
        var since = Duration.between(opensAt, clock.now());
        return "%+4d h %02d min   %5d statements   open alerts: %d HIGH, %d MEDIUM, %d LOW   %4d pages, %d answered"
                .formatted(
                        since.toHours(),
                        Math.abs(since.toMinutesPart()),
                        tally.published(),
                        tally.open(Priority.HIGH),
                        tally.open(Priority.MEDIUM),
                        tally.open(Priority.LOW),
                        tally.pages(),
                        tally.answers());
    }
}
