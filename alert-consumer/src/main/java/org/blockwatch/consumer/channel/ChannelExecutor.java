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
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** Takes over this channel, which is the executor's to close from now on. */
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

    /** Returns the channel's name. */
    public String name() {
        return channel.name();
    }

    /** Returns whether the channel has failed so often that it is left alone for a while. */
    public boolean isLeftAlone() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /**
     * Does this as soon as a thread is free and the channel's limit allows it. Never blocks.
     *
     * @return completes, never exceptionally, with what became of it; stays open if the executor is closed before that
     */
    public CompletableFuture<Delivery> submit(ChannelTask task) {
        Queued queued = new Queued(task);
        inFlight.incrementAndGet();
        queued.delivery.whenComplete((ended, never) -> inFlight.decrementAndGet());
        try {
            threads.execute(() -> serve(queued));
            CompletableFuture.delayedExecutor(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> queued.end(late("has waited " + LONGEST_WAIT.toSeconds() + " s for its turn")));
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                queued.end(late(QUEUE + " pages wait for the channel already"));
            }
        }
        return queued.delivery;
    }

    /** A task that waits for its turn. Its turn comes once, unless it has waited too long before. */
    private static final class Queued {

        final ChannelTask task;
        final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
        private final AtomicBoolean taken = new AtomicBoolean();

        Queued(ChannelTask task) {
            this.task = task;
        }

        /** Takes the turn, from whoever else might. */
        boolean take() {
            return taken.compareAndSet(false, true);
        }

        /** Takes the turn, if it is still to be had, and ends it so without asking the channel. */
        void end(Delivery unasked) {
            if (take()) {
                delivery.complete(unasked);
            }
        }
    }

    private void serve(Queued queued) {
        Optional<PageOutcome> whyNot = queued.task.whyNot();
        if (whyNot.isPresent()) {
            queued.end(new Delivery.Suppressed(whyNot.get()));
        } else if (!breaker.tryAcquirePermission()) {
            String detail = "the channel has failed too often; it is tried again soon";
            queued.end(new Delivery.Failed(PageOutcome.CIRCUIT_OPEN, detail, OPEN));
        } else {
            try {
                deliver(queued);
            } catch (InterruptedException e) {
                breaker.releasePermission();
                Thread.currentThread().interrupt(); // the executor is closing; the page will be read and sent again
            }
        }
    }

    private void deliver(Queued queued) throws InterruptedException {
        if (!allowed()) {
            breaker.releasePermission();
            queued.end(late("the channel's limit is used up"));
        } else if (!queued.take()) {
            breaker.releasePermission();
        } else {
            queued.delivery.complete(ask(queued.task));
        }
    }

    private Delivery ask(ChannelTask task) throws InterruptedException {
        long began = System.nanoTime();
        Delivery delivery = attempt(task);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (delivery instanceof Delivery.Suppressed) {
            breaker.releasePermission(); // the channel was not asked
        } else {
            breaker.onResult(took.toNanos(), TimeUnit.NANOSECONDS, delivery);
            timer.record(took);
            task.took(took);
        }
        return delivery;
    }

    /** Waits for the channel's limit; false: that would take too long. */
    private boolean allowed() throws InterruptedException {
        long wait = limiter.reservePermission();
        return wait == 0 || wait > 0 && !closing.await(wait, TimeUnit.NANOSECONDS);
    }

    /** A defect in a channel must not take the page with it. */
    private Delivery attempt(ChannelTask task) throws InterruptedException {
        try {
            return task.over(channel);
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
