package org.blockwatch.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.cli.ward.SimulatedWard;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Topics;
import org.jspecify.annotations.Nullable;

/** A day on a simulated ward, with a clinic beside it or without: publishes what is charted, lets staff answer pages, shows and counts what comes. */
public final class Demonstration {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration PLAIN_LINE_EVERY = Duration.ofHours(2);

    /** By the wall: what is under way when the day ends has so long to arrive. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(20);

    /** By the wall: a live alert that comes so late counts as missed. Far more than is promised, for a busy machine. */
    private static final Duration LAG_LIMIT = Duration.ofSeconds(3);

    private final DemoScreen screen;
    private final PacedClock clock;
    private final SimulatedWard ward;
    private final @Nullable ClinicDay clinic;
    private final Instant opensAt;
    private final Instant closesAt;
    private final DemoStatistics statistics;
    private final ReplayCheck check = new ReplayCheck();

    /**
     * A ward's day.
     *
     * @param clinic whose patients go home meanwhile; null: there is none
     */
    public Demonstration(
            DemoScreen screen,
            PacedClock clock,
            SimulatedWard ward,
            @Nullable ClinicDay clinic,
            Instant opensAt,
            Instant closesAt) {
        this.screen = screen;
        this.clock = clock;
        this.statistics = new DemoStatistics(clock::wallBetween);
        this.ward = ward;
        this.clinic = clinic;
        this.opensAt = opensAt;
        this.closesAt = closesAt;
    }

    /**
     * Runs the day to its end or until {@code stop} completes, and prints the summary.
     *
     * @return whether every promise was kept
     * @throws ExecutionException if {@code stop} completed exceptionally: the pipeline has failed
     */
    public boolean run(Platform platform, CompletableFuture<?> stop) throws ExecutionException, InterruptedException {
        var watched = List.of(Topics.ALERTS, Topics.PAGES, Topics.PAGE_EVENTS, Topics.ASSESSMENTS, Topics.DEAD_LETTERS);
        List<String> broken;
        Instant endedAt;
        try (var backlog = Backlog.of(platform);
                var pace = Pace.keep(clock, backlog);
                var feed = new WardFeed(Publisher.to(platform), clock, backlog, this::published);
                var watcher = TopicWatcher.of(platform, watched, seen -> watch(seen, feed))) {
            feed.play(ward.arrivals());
            if (clinic != null) {
                clinic.open(feed);
            }
            showUntilClosing(stop);
            screen.mute(); // pages go on while what is under way arrives, and nobody answers any more
            feed.close();
            pace.close();
            endedAt = clock.now();
            broken = settled(endedAt);
        }
        if (clinic != null) {
            broken.addAll(clinic.brokenPromises());
        }
        screen.status("Replaying the day to see whether the right alerts were raised ...");
        broken.addAll(check.differences(endedAt.minus(clock.engine(LAG_LIMIT)), clock.engine(LAG_LIMIT)));
        var summary = new DemoSummary(statistics, clock).text(broken);
        screen.end(clinic == null ? summary : clinic.summary() + System.lineSeparator() + summary);
        return broken.isEmpty();
    }

    private void published(Arrival arrival, Instant at) {
        statistics.published(arrival, at);
        check.arrived(arrival, at);
    }

    private void watch(TopicWatcher.Seen seen, WardFeed feed) {
        if (seen.value() instanceof NeuroAssessment assessment) {
            if (assessment.getPurpose() == AssessmentPurpose.PATIENT_REPORTED) { // all else has come through the feed
                var at = clock.at(seen.raw().timestamp());
                published(new Arrival(at, assessment.getPatientId(), assessment), at);
            }
            return;
        }
        if (seen.value() instanceof Alert alert) {
            check.told(alert);
            if (clinic != null) {
                clinic.alert(alert);
            }
        }
        if (statistics.seen(seen) && seen.value() instanceof PageEvent accepted) {
            statistics.page(accepted.getPageId()).ifPresent(page -> {
                feed.play(ward.answers(page, accepted));
                if (clinic != null) {
                    feed.play(clinic.paged(page, accepted));
                }
            });
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
    private List<String> settled(Instant endedAt) throws ExecutionException, InterruptedException {
        var never = new CompletableFuture<Void>();
        var limit = System.nanoTime() + SETTLE_LIMIT.toNanos();
        var broken = statistics.brokenPromises(endedAt);
        while (!broken.isEmpty() && System.nanoTime() - limit < 0) {
            elapsed(never, REDRAW);
            broken = statistics.brokenPromises(endedAt);
        }
        return new ArrayList<>(broken);
    }

    /** Waits, and returns whether the stop came instead. */
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
        return String.format(
                        Locale.ROOT,
                        "%+4d h %02d min   %5s statements   open alerts: %s HIGH, %s MEDIUM, %s LOW   %4s pages, %s answered%s",
                        since.toHours(),
                        Math.abs(since.toMinutesPart()),
                        statistics.published(),
                        statistics.open(Priority.HIGH),
                        statistics.open(Priority.MEDIUM),
                        statistics.open(Priority.LOW),
                        statistics.pages(),
                        statistics.answers(),
                        clock.speed() < clock.fullSpeed() / 2 ? "   waiting for this machine" : "")
                .concat(clinic == null ? "" : clinic.status());
    }
}
