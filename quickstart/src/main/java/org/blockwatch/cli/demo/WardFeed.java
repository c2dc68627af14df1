package org.blockwatch.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.service.clock.EngineClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what happens on the simulated ward when it happens, by the engine's clock. */
final class WardFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WardFeed.class);
    private static final long LEAST_WAIT_NANOS = 1_000_000;

    private final Publisher publisher;
    private final EngineClock clock;
    private final BiConsumer<Arrival, Instant> published;
    private final Backlog backlog;
    private final ScheduledThreadPoolExecutor schedule =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "ward-feed"));

    /**
     * @param backlog told of what is sent
     * @param published told of each arrival that the brokers have, with the instant at which they got it
     */
    WardFeed(Publisher publisher, EngineClock clock, Backlog backlog, BiConsumer<Arrival, Instant> published) {
        this.publisher = publisher;
        this.clock = clock;
        this.backlog = backlog;
        this.published = published;
        schedule.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // closed: the day is over
    }

    /** Publishes each arrival at its instant; what lies in the past at once, in the order given. */
    void play(List<Arrival> arrivals) {
        arrivals.forEach(this::playWhenDue);
    }

    private void playWhenDue(Arrival arrival) {
        var wait = clock.wall(Duration.between(clock.now(), arrival.at())).toNanos();
        // Looks again afterwards: a clock that is paced may have run slower meanwhile.
        schedule.schedule(
                () -> publish(arrival), Math.max(wait > 0 ? LEAST_WAIT_NANOS : 0, wait), TimeUnit.NANOSECONDS);
    }

    private void publish(Arrival arrival) {
        if (clock.now().isBefore(arrival.at())) {
            playWhenDue(arrival);
            return;
        }
        long sending = backlog.sending();
        try {
            publisher.publish(arrival.value()).whenComplete((metadata, e) -> {
                if (e == null) {
                    backlog.sent(sending, metadata);
                    published.accept(arrival, clock.at(metadata.timestamp()));
                } else {
                    backlog.refused(sending);
                    LOG.error("Not published: {}", arrival, e);
                }
            });
        } catch (RuntimeException e) {
            backlog.refused(sending);
            LOG.error("Not published: {}", arrival, e);
        }
    }

    /** Publishes nothing more. */
    @Override
    public void close() {
        schedule.shutdownNow();
        publisher.close();
    }
}
