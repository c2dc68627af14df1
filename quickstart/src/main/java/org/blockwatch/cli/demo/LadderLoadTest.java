package org.blockwatch.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.cli.ward.WeakLegCrowd;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;

/**
 * How soon the first page for a deadline is taken while many ladders are open: half of them answered, half climbing. The
 * deadlines come one by one, by time alone.
 */
public final class LadderLoadTest {

    private static final int DEADLINES = 240;

    /** By the wall; no multiple of the application's tick, so that deadlines fall anywhere between two. */
    private static final Duration SPACING = Duration.ofMillis(257);

    private static final double SHARE = 0.99;
    private static final Duration AIM = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration OPENING_LIMIT = Duration.ofSeconds(120);
    private static final Duration LEAD = Duration.ofSeconds(3);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final DemoScreen screen;
    private final EngineClock clock;
    private final int ladders;
    private final WeakLegCrowd crowd;
    private final DemoStatistics statistics;
    private final AtomicInteger answers = new AtomicInteger();
    private volatile Instant firstDeadline = Instant.MAX;

    public LadderLoadTest(DemoScreen screen, EngineClock clock, int ladders, long seed) {
        this.screen = screen;
        this.clock = clock;
        this.ladders = ladders;
        this.statistics = new DemoStatistics((from, until) -> clock.wall(Duration.between(from, until)));
        this.crowd = new WeakLegCrowd(seed);
    }

    /**
     * Opens the ladders, measures, and prints the summary.
     *
     * @return whether every deadline had its page, and every other promise was kept
     * @throws ExecutionException if {@code stop} completed exceptionally: the pipeline has failed
     */
    public boolean run(Platform platform, CompletableFuture<?> stop) throws ExecutionException, InterruptedException {
        var watched = List.of(Topics.ALERTS, Topics.PAGES, Topics.PAGE_EVENTS, Topics.DEAD_LETTERS);
        try (var backlog = Backlog.of(platform);
                var feed = new WardFeed(Publisher.to(platform), clock, backlog, statistics::published);
                var watcher = TopicWatcher.of(platform, watched, seen -> watch(seen, feed))) {
            var broken = open(feed, stop);
            var open = statistics.ladders().open();
            var taken = statistics.ladders().taken();
            if (broken.isEmpty()) {
                broken = measure(feed, stop);
            }
            screen.end(text(open, taken, broken));
            return broken.isEmpty();
        }
    }

    private List<String> open(WardFeed feed, CompletableFuture<?> stop)
            throws ExecutionException, InterruptedException {
        screen.status("Opening %s ladders ...".formatted(ladders));
        for (var i = 0; i < ladders; i++) {
            feed.play(crowd.overdue(clock.now()));
        }
        if (!await(() -> statistics.ladders().open() >= ladders, OPENING_LIMIT, stop)) {
            return List.of("only %s of %s ladders opened"
                    .formatted(statistics.ladders().open(), ladders));
        }
        var opened = clock.now();
        await(
                () -> statistics.ladders().taken() >= answers.get()
                        && statistics.brokenPromises(opened).isEmpty(),
                OPENING_LIMIT,
                stop);
        return statistics.brokenPromises(opened);
    }

    private List<String> measure(WardFeed feed, CompletableFuture<?> stop)
            throws ExecutionException, InterruptedException {
        firstDeadline = clock.now().plus(clock.engine(LEAD));
        var last = firstDeadline;
        for (var i = 0; i < DEADLINES; i++) {
            last = firstDeadline.plus(clock.engine(SPACING.multipliedBy(i)));
            feed.play(crowd.dueAt(last));
        }
        screen.status("%s ladders are open; %s deadlines in the next %s s ..."
                .formatted(
                        statistics.ladders().open(),
                        DEADLINES,
                        SPACING.multipliedBy(DEADLINES).toSeconds()));
        var rest = clock.wall(Duration.between(clock.now(), last)).plus(SETTLE_LIMIT);
        await(() -> statistics.pageDelays(this::isMeasured).size() >= DEADLINES, rest, stop);
        var closedAt = clock.now();
        await(() -> statistics.brokenPromises(closedAt).isEmpty(), SETTLE_LIMIT, stop);
        var broken = new ArrayList<>(statistics.brokenPromises(closedAt));
        var paged = statistics.pageDelays(this::isMeasured).size();
        if (paged < DEADLINES) {
            broken.add("only %s of %s deadlines were paged by time alone".formatted(paged, DEADLINES));
        }
        return broken;
    }

    private String text(int open, int taken, List<String> broken) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(DemoSummary.row(
                "ladders",
                "%s open when the deadlines began, %s of them taken on; at most %s at once; highest tier %s"
                        .formatted(
                                open,
                                taken,
                                statistics.ladders().mostOpen(),
                                DemoSummary.tiers(statistics.ladders()))));
        lines.add(DemoSummary.row("burden", DemoSummary.burden(statistics.burden())));
        lines.add(
                DemoSummary.row("deadline to alert", DemoSummary.delays(statistics.detectionDelays(this::isMeasured))));
        lines.add(
                DemoSummary.row("deadline to page taken", DemoSummary.delays(statistics.pageDelays(this::isMeasured))));
        lines.add(DemoSummary.row("aim", aim()));
        lines.add("");
        if (broken.isEmpty()) {
            lines.add(
                    "  Kept: every deadline was paged, every page was taken once or had become needless, no ladder fell silent.");
        } else {
            broken.forEach(promise -> lines.add("  NOT KEPT: " + promise));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String aim() {
        var delays = statistics.pageDelays(this::isMeasured);
        var met = !delays.isEmpty() && DemoSummary.quantile(delays, SHARE).compareTo(AIM) < 0;
        return "p99 to page taken below %s ms: %s".formatted(AIM.toMillis(), met ? "met" : "MISSED");
    }

    private boolean isMeasured(Alert alert) {
        return alert.getCode() == AlertCode.DEFICIT_PERSISTS_4H
                && !alert.getDueAt().isBefore(firstDeadline);
    }

    private void watch(TopicWatcher.Seen seen, WardFeed feed) {
        statistics.seen(seen);
        if (seen.value() instanceof Alert alert
                && alert.getPhase() == AlertPhase.START
                && alert.getCode() == AlertCode.DEFICIT_PERSISTS_4H
                && !isMeasured(alert)
                && alert.getPatientId().hashCode() % 2 == 0) {
            answers.incrementAndGet();
            feed.play(List.of(new Arrival(clock.now(), alert.getPatientId(), acknowledgement(alert))));
        }
    }

    private AlertResponse acknowledgement(Alert alert) {
        return AlertResponse.newBuilder()
                .setEventId("answer-" + alert.getAlertId())
                .setPatientId(alert.getPatientId())
                .setAlertId(alert.getAlertId())
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy("okafor")
                .setOccurredAt(clock.now())
                .build();
    }

    private static boolean await(BooleanSupplier reached, Duration limit, CompletableFuture<?> stop)
            throws ExecutionException, InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!reached.getAsBoolean() && System.nanoTime() - end < 0) {
            try {
                stop.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return false;
            } catch (TimeoutException e) {
                // looks again
            }
        }
        return reached.getAsBoolean();
    }
}
