package org.blockwatch.service.clock;

import static org.blockwatch.service.meter.Audience.ON_CALL;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.blockwatch.service.meter.Measure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the machine's clock for steps, and holds it against the brokers' clock.
 *
 * <p>While the wall clock has stepped and nobody confirms it, the engine goes on by the monotonic clock: nothing fires
 * early and nothing falls silent. A step that the brokers' clock confirms is taken. If they cannot be asked, it is taken
 * once it has stood for {@link #PATIENCE}: a machine that was resumed must not stay behind for ever. A clock that is ahead
 * of the brokers' by more than {@link #AHEAD} is held at theirs.
 *
 * <p>Kafka's clients compare wall clocks, so they are to be made again after a step: {@code rejoin} is called once the
 * wall clock has been steady for {@link #STEADY}.
 */
public final class ClockWatch implements AutoCloseable {

    /** How far ahead of the brokers' the clock may be before nothing more is believed of it. */
    static final Duration AHEAD = Duration.ofSeconds(5);

    /** How long a step stands before it is taken although no broker confirms it. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How long the wall clock must have gone evenly before the Kafka clients are made again. */
    static final Duration STEADY = Duration.ofSeconds(3);

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int ASK_EVERY = 10;
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private static final Measure STEPS = Measure.counter(
            "blockwatch.clock.steps",
            "steps",
            "Times that the machine's clock was set by more than 1 s while the process ran",
            ON_CALL);

    private static final Measure OFFSET = Measure.age(
            "blockwatch.clock.offset",
            "How far the machine's clock is ahead of the engine's; 0 while it is believed",
            ON_CALL);

    private static final Measure AHEAD_OF_BROKERS = Measure.age(
            "blockwatch.clock.ahead.of.brokers",
            "How far the machine's clock is ahead of the brokers' (behind: negative); NaN while they have not been asked",
            ON_CALL);

    /** Every measure of this class. */
    public static final List<Measure> MEASURES = List.of(STEPS, OFFSET, AHEAD_OF_BROKERS);

    private final SteadyClock clock;
    private final LongSupplier monotonic;
    private final Supplier<Optional<Instant>> brokers;
    private final Runnable rejoin;
    private final Counter steps;
    private volatile Duration offset = Duration.ZERO;
    private volatile @Nullable Duration aheadOfBrokers;
    private long offsetSince;
    private boolean stepped;
    private int looks;
    private @Nullable ScheduledExecutorService thread;

    /**
     * @param monotonic the one that {@code clock} reads
     * @param brokers the brokers' time; empty if they cannot be asked. May take some seconds
     * @param rejoin makes the Kafka clients of the process again; called on the thread of the watch
     */
    public ClockWatch(
            SteadyClock clock,
            LongSupplier monotonic,
            Supplier<Optional<Instant>> brokers,
            Runnable rejoin,
            MeterRegistry meters) {
        this.clock = clock;
        this.monotonic = monotonic;
        this.brokers = brokers;
        this.rejoin = rejoin;
        this.offsetSince = monotonic.getAsLong();
        this.steps = STEPS.counter(meters);
        OFFSET.gauge(meters, () -> offset.toMillis() / 1000.0);
        AHEAD_OF_BROKERS.gauge(meters, () -> {
            Duration ahead = aheadOfBrokers;
            return ahead == null ? Double.NaN : ahead.toMillis() / 1000.0;
        });
    }

    /** Looks once, in the thread of the caller: before anything is judged by the clock. */
    public void lookFirst() {
        lookSafely();
    }

    /** Begins to look every second, on a thread of its own. */
    public void start() {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "clock-watch");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::lookSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) { // a watch that ends is worse than one that misses a look
            LOG.error("The clock could not be checked; it is checked again", e);
        }
    }

    /** Looks once. */
    void look() {
        noteOffset(clock.wallAhead());
        boolean off = !offset.isZero();
        if (off || looks++ % ASK_EVERY == 0) {
            brokers.get().ifPresentOrElse(this::compare, this::lackBrokers);
        }
        if (stepped && since(offsetSince).compareTo(STEADY) >= 0) {
            stepped = false;
            LOG.warn("The Kafka clients are made again, since they compare wall clocks");
            rejoin.run();
        }
    }

    private void noteOffset(Duration now) {
        if (now.minus(offset).abs().compareTo(SteadyClock.STEP) > 0) {
            steps.increment();
            stepped = true;
            offsetSince = monotonic.getAsLong();
            LOG.error(
                    "The machine's clock was set. The engine goes on by {}",
                    now.isZero() ? "it" : "the monotonic clock: the machine's is " + said(now));
        }
        offset = now;
    }

    private void compare(Instant brokersNow) {
        Instant engine = clock.instant();
        Instant wall = engine.plus(clock.wallAhead());
        aheadOfBrokers = Duration.between(brokersNow, wall);
        if (Duration.between(brokersNow, engine).compareTo(AHEAD) > 0) {
            LOG.error("The clock is {} s ahead of the brokers' and is held at theirs", aheadOfBrokers.toSeconds());
            clock.adopt(brokersNow);
            offset = clock.wallAhead();
        } else if (!offset.isZero() && aheadOfBrokers.abs().compareTo(AHEAD) <= 0) {
            LOG.warn("The brokers' clock confirms this machine's: it is taken");
            takeWall();
        }
    }

    private void lackBrokers() {
        aheadOfBrokers = null;
        if (!offset.isZero() && since(offsetSince).compareTo(PATIENCE) >= 0) {
            LOG.warn(
                    "No broker can be asked for the time; the machine's clock is taken after {} s",
                    PATIENCE.toSeconds());
            takeWall();
        }
    }

    private void takeWall() {
        clock.adoptWall();
        offset = Duration.ZERO;
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(monotonic.getAsLong() - nanos);
    }

    /** Returns why the clock is not believed, if it is not: a reason not to be ready. */
    public Optional<String> problem() {
        Duration ahead = offset;
        return ahead.isZero()
                ? Optional.empty()
                : Optional.of("the machine's clock is " + said(ahead) + "; the engine goes on by the monotonic clock");
    }

    private static String said(Duration ahead) {
        return ahead.abs().toMillis() / 1000.0 + " s " + (ahead.isNegative() ? "behind" : "ahead");
    }

    /** Ends the thread. */
    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
