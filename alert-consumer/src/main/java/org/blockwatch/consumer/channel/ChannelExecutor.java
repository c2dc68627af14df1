package org.blockwatch.consumer.channel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.blockwatch.event.PageOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a channel to itself: its own threads, queue, limit and circuit breaker, so that a dead channel delays no other.
 * Nothing is dropped: a page that finds the breaker open fails at once, and one that has waited too long for its turn
 * fails then. It goes on over the recipient's next way, and the ladder asks for it again.
 */
public final class ChannelExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelExecutor.class);
    private static final int THREADS = 8;
    private static final int QUEUE = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How long a page waits for its turn: as long as a channel may take for one that it has. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** How long an open breaker keeps pages from a dead channel before it tries with one. */
    private static final Duration OPEN = Duration.ofSeconds(5);

    /** What says that a channel is dead, rather than that it does not like this page or this pace. */
    private static final Set<PageOutcome> DEAD = EnumSet.of(
            PageOutcome.CONNECT_FAILED,
            PageOutcome.TIMEOUT,
            PageOutcome.CONNECTION_LOST,
            PageOutcome.TLS_FAILED,
            PageOutcome.SERVER_ERROR);

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(80)
            .waitDurationInOpenState(OPEN)
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .permittedNumberOfCallsInHalfOpenState(1)
            .recordResult(result -> DEAD.contains(((Delivery) result).outcome()))
            .build();

    private final Channel channel;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private final Timer timer;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Opens a lane for this channel, which is the lane's to close from now on. */
    public ChannelExecutor(Channel channel, RateLimit limit, MeterRegistry metrics) {
        this.channel = channel;
        this.breaker = CircuitBreaker.of(channel.name(), BREAKER);
        this.limiter = RateLimiter.of(channel.name(), limit.config(LONGEST_WAIT));
        this.timer = ChannelMeasures.SEND.timer(metrics, ChannelMeasures.SENDS, channel.name());
        ChannelMeasures.IN_FLIGHT.gauge(metrics, inFlight::get, channel.name());
        ChannelMeasures.LEFT_ALONE.gauge(metrics, () -> isLeftAlone() ? 1 : 0, channel.name());
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                task -> new Thread(task, "channel-" + channel.name() + "-" + number.incrementAndGet()));
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** The channel's name. */
    public String name() {
        return channel.name();
    }

    /** Whether the channel has failed so often that it is left alone for a while. */
    public boolean isLeftAlone() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /**
     * Carries this as soon as a thread of this lane is free and the channel's limit allows it. Never blocks.
     *
     * @return completes, never exceptionally, with what became of it; stays open if the lane is closed before that
     */
    public CompletableFuture<TaskResult> carry(ChannelTask load) {
        QueuedTask turn = new QueuedTask(load);
        inFlight.incrementAndGet();
        turn.passage.whenComplete((ended, never) -> inFlight.decrementAndGet());
        try {
            threads.execute(() -> serve(turn));
            CompletableFuture.delayedExecutor(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> turn.end(late("has waited " + LONGEST_WAIT.toSeconds() + " s for its turn")));
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                turn.end(late(QUEUE + " pages wait for the channel already"));
            }
        }
        return turn.passage;
    }

    private void serve(QueuedTask turn) {
        Optional<PageOutcome> whyNot = turn.load.whyNot();
        if (whyNot.isPresent()) {
            turn.end(new Delivery.Suppressed(whyNot.get()));
        } else if (!breaker.tryAcquirePermission()) {
            String detail = "the channel has failed too often; it is tried again soon";
            turn.end(new Delivery.Failed(PageOutcome.CIRCUIT_OPEN, detail, OPEN));
        } else {
            try {
                deliver(turn);
            } catch (InterruptedException e) {
                breaker.releasePermission();
                Thread.currentThread().interrupt(); // the lane is closing; the page will be read and sent again
            }
        }
    }

    private void deliver(QueuedTask turn) throws InterruptedException {
        if (!allowed()) {
            breaker.releasePermission();
            turn.end(late("the channel's limit is used up"));
        } else if (!turn.take()) {
            breaker.releasePermission();
        } else {
            long began = System.nanoTime();
            Delivery delivery = attempt(turn.load);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (delivery instanceof Delivery.Suppressed) {
                breaker.releasePermission(); // the channel was not asked
                turn.passage.complete(new TaskResult(delivery, Duration.ZERO));
            } else {
                breaker.onResult(took.toNanos(), TimeUnit.NANOSECONDS, delivery);
                timer.record(took);
                turn.passage.complete(new TaskResult(delivery, took));
            }
        }
    }

    /** Waits for the channel's limit; false: that would take too long. */
    private boolean allowed() throws InterruptedException {
        long wait = limiter.reservePermission();
        return wait == 0 || wait > 0 && !closing.await(wait, TimeUnit.NANOSECONDS);
    }

    /** A defect in a channel must not take the page with it. */
    private Delivery attempt(ChannelTask load) throws InterruptedException {
        try {
            return load.over(channel);
        } catch (RuntimeException e) {
            LOG.error("Fault in the channel {}", channel.name(), e);
            return new Delivery.Failed(
                    PageOutcome.UNKNOWN, "fault in the channel: " + e.getClass().getSimpleName());
        }
    }

    private static Delivery late(String detail) {
        return new Delivery.Failed(PageOutcome.RATE_LIMITED, detail, LONGEST_WAIT);
    }

    /** Stops sending. What became of pages still under way is not known then. */
    @Override
    public void close() {
        closing.countDown();
        threads.shutdownNow();
        channel.close();
    }
}
