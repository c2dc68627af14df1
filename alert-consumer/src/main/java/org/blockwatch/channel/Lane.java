package org.blockwatch.channel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.page.OutgoingPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a channel to itself: its own threads, its own queue and its own circuit breaker, so that a dead channel delays
 * no other. Nothing is dropped: a page that finds the queue full or the breaker open fails at once, and the ladder asks
 * for it again.
 */
public final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int THREADS = 8;
    private static final int QUEUE = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How long an open breaker keeps pages from a dead channel before it tries with one. */
    private static final Duration OPEN = Duration.ofSeconds(5);

    /** What says that a channel is dead, rather than that it does not like this page or this pace. */
    private static final Set<PageOutcome> DEAD = EnumSet.of(
            PageOutcome.CONNECT_FAILED,
            PageOutcome.TIMEOUT,
            PageOutcome.CONNECTION_LOST,
            PageOutcome.TLS_FAILED,
            PageOutcome.SERVER_ERROR);

    private final Channel channel;
    private final CircuitBreaker breaker;
    private final Timer timer;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Opens a lane for this channel, which is the lane's to close from now on. */
    public Lane(Channel channel, MeterRegistry metrics) {
        this.channel = channel;
        this.breaker = CircuitBreaker.of(
                channel.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(80)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordResult(result -> DEAD.contains(((Delivery) result).outcome()))
                        .build());
        this.timer = Timer.builder("blockwatch.page.send")
                .description("How long a channel took to say what became of a page")
                .tag("channel", channel.name())
                .publishPercentileHistogram()
                .register(metrics);
        Gauge.builder("blockwatch.pages.in.flight", inFlight, AtomicInteger::get)
                .description("Pages handed to a channel that it has not answered for")
                .tag("channel", channel.name())
                .register(metrics);
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

    /**
     * Sends a page as soon as a thread of this lane is free. Never blocks.
     *
     * @param whyNot asked just before sending: the reason why the page is not needed any more, if so
     * @return completes, never exceptionally, with what became of the page; stays open if the lane is closed before that
     */
    public CompletableFuture<Passage> send(OutgoingPage page, Supplier<Optional<PageOutcome>> whyNot) {
        CompletableFuture<Passage> passage = new CompletableFuture<>();
        inFlight.incrementAndGet();
        passage.whenComplete((ended, never) -> inFlight.decrementAndGet());
        try {
            threads.execute(() -> pass(page, whyNot, passage));
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                passage.complete(new Passage(
                        new Delivery.Failed(PageOutcome.RATE_LIMITED, QUEUE + " pages wait for the channel already"),
                        Duration.ZERO));
            }
        }
        return passage;
    }

    private void pass(OutgoingPage page, Supplier<Optional<PageOutcome>> whyNot, CompletableFuture<Passage> passage) {
        try {
            Optional<PageOutcome> reason = whyNot.get();
            passage.complete(
                    reason.isPresent()
                            ? new Passage(new Delivery.Suppressed(reason.get()), Duration.ZERO)
                            : deliver(page));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the lane is closing; the page will be read and sent again
        }
    }

    private Passage deliver(OutgoingPage page) throws InterruptedException {
        if (!breaker.tryAcquirePermission()) {
            String detail = "the channel has failed too often; it is tried again soon";
            return new Passage(new Delivery.Failed(PageOutcome.CIRCUIT_OPEN, detail, OPEN), Duration.ZERO);
        }
        long began = System.nanoTime();
        try {
            Delivery delivery = attempt(page);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            breaker.onResult(took.toNanos(), TimeUnit.NANOSECONDS, delivery);
            timer.record(took);
            return new Passage(delivery, took);
        } catch (InterruptedException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    /** A defect in a channel must not take the page with it. */
    private Delivery attempt(OutgoingPage page) throws InterruptedException {
        try {
            return channel.send(page);
        } catch (RuntimeException e) {
            LOG.error("Fault in the channel {}", channel.name(), e);
            return new Delivery.Failed(
                    PageOutcome.UNKNOWN, "fault in the channel: " + e.getClass().getSimpleName());
        }
    }

    /** Stops sending. What became of pages still under way is not known then. */
    @Override
    public void close() {
        threads.shutdownNow();
        channel.close();
    }
}
