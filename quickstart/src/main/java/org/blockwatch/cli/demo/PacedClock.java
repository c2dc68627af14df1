package org.blockwatch.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.SteadyClock;

/**
 * An accelerated clock that waits for those who work by it. While they are {@linkplain #paced(Duration) behind}, it runs
 * ever slower, and fast again once they have caught up; while nobody looks after it, it stands. So a second that a busy
 * machine loses is not half an hour of the ward's time. Until it is first paced it simply runs at its full speed.
 */
public final class PacedClock implements EngineClock {

    /** By the wall: who is further behind is waited for. */
    static final Duration TOO_FAR = Duration.ofSeconds(1);

    /** By the wall: who is no further behind keeps up. A commit interval and a look at it take half of it. */
    static final Duration CLOSE = Duration.ofMillis(600);

    /** By the wall: what a change of speed brings is not seen sooner. */
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(500);

    /** By the wall: so long the clock runs on without being paced. */
    private static final Duration UNATTENDED = Duration.ofMillis(250);

    /** Of the full speed, on the whole: less is told. */
    private static final double KEPT_UP = 0.75;

    private static final int FIRST_SHARE = 8;
    private static final int LEAST_SHARE = 256;
    private static final long FOREVER = Long.MAX_VALUE / 2;

    /** Engine time from an instant of the wall on: at one speed, for so long, and then it stands. */
    private record Stretch(long wall, long engine, double speed, long lasts) {

        long engineAt(long instant) {
            return engine + Math.round(Math.min(instant - wall, lasts) * speed);
        }
    }

    private final EngineClock wall;
    private final double fullSpeed;
    private final NavigableMap<Long, Stretch> stretches = new ConcurrentSkipListMap<>();
    private final AtomicLong told = new AtomicLong(Long.MIN_VALUE);
    private volatile double speed;
    private volatile long pacedSince = Long.MIN_VALUE;
    private long changedAt;

    /**
     * @param wall the machine's clock, with which this one agrees now
     * @throws IllegalArgumentException if the speed is not a positive number
     */
    public PacedClock(EngineClock wall, double fullSpeed) {
        this(wall, wall.now(), fullSpeed);
    }

    /**
     * @param start where this clock begins now
     * @throws IllegalArgumentException if the speed is not a positive number
     */
    public PacedClock(EngineClock wall, Instant start, double fullSpeed) {
        if (!(fullSpeed > 0 && fullSpeed < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A clock's speed must be a positive number, not " + fullSpeed);
        }
        this.wall = wall;
        this.fullSpeed = fullSpeed;
        this.speed = fullSpeed;
        long now = wall.now().toEpochMilli();
        stretches.put(now, new Stretch(now, start.toEpochMilli(), fullSpeed, FOREVER));
    }

    /**
     * Chooses the speed. To be called several times a second, by one thread; the first time the clock slows down, since
     * nobody has shown yet to keep up.
     *
     * @param behind by the wall, how far those who work by this clock are behind it
     */
    synchronized void paced(Duration behind) {
        long now = wall.now().toEpochMilli();
        boolean mayChange = now - changedAt >= BETWEEN_CHANGES.toMillis();
        boolean first = pacedSince == Long.MIN_VALUE;
        double next = speed;
        if (first) {
            pacedSince = now;
            next = fullSpeed / FIRST_SHARE;
        } else if (mayChange && behind.compareTo(TOO_FAR) > 0) {
            next = Math.max(speed / 2, fullSpeed / LEAST_SHARE);
        } else if (mayChange && behind.compareTo(CLOSE) <= 0) {
            next = Math.min(speed * 2, fullSpeed);
        }
        if (next != speed || first) {
            changedAt = now;
        }
        run(now, next, UNATTENDED.toMillis());
    }

    /** Lets the clock run on at its speed without being paced. */
    synchronized void unpaced() {
        run(wall.now().toEpochMilli(), speed, FOREVER);
    }

    private void run(long now, double next, long lasts) {
        stretches.put(now, new Stretch(now, stretch(now).engineAt(now), next, lasts));
        speed = next;
    }

    private Stretch stretch(long wallMillis) {
        var from = stretches.floorEntry(wallMillis);
        return (from == null ? stretches.firstEntry() : from).getValue();
    }

    @Override
    public Instant now() {
        long now = at(wall.now().toEpochMilli()).toEpochMilli();
        return Instant.ofEpochMilli(told.accumulateAndGet(now, Math::max)); // never back where it has just slowed down
    }

    @Override
    public Instant at(long wallMillis) {
        return Instant.ofEpochMilli(stretch(wallMillis).engineAt(wallMillis));
    }

    @Override
    public Instant wallNow() {
        return wall.wallNow();
    }

    /** Returns how long an engine duration lasts at full speed: nobody who waits for it oversleeps. */
    @Override
    public Duration wall(Duration engine) {
        return Duration.ofNanos(Math.round(engine.toMillis() / fullSpeed * 1e6));
    }

    /** Returns how much engine time passes at full speed: a tolerance by the wall is never smaller than it is meant. */
    @Override
    public Duration engine(Duration duration) {
        return Duration.ofMillis(Math.round(duration.toMillis() * fullSpeed));
    }

    @Override
    public double speed() {
        return speed;
    }

    @Override
    public Optional<SteadyClock> steady() {
        return wall.steady();
    }

    double fullSpeed() {
        return fullSpeed;
    }

    /** Returns how the clock had to wait for a machine that did not keep up, in words; empty if it hardly had to. */
    Optional<String> heldBack() {
        Stretch first = stretches.get(pacedSince);
        if (first == null) {
            return Optional.empty();
        }
        Stretch last = stretches.lastEntry().getValue(); // it is long unpaced when somebody asks
        double mean = (double) (last.engine() - first.engine()) / Math.max(1, last.wall() - first.wall());
        return mean > fullSpeed * KEPT_UP
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "this machine did not keep up with %.0f times as fast: the clock waited for it, and ran %.0f times"
                                + " as fast on the whole",
                        fullSpeed,
                        mean));
    }

    /** Returns how long by the wall it was from one instant of this clock to another, whatever its speed was meanwhile. */
    Duration wallBetween(Instant from, Instant until) {
        return Duration.ofMillis(wallAt(until.toEpochMilli()) - wallAt(from.toEpochMilli()));
    }

    private long wallAt(long engine) {
        Stretch within = stretches.firstEntry().getValue();
        for (Stretch next : stretches.values()) {
            if (next.engine() > engine) {
                break;
            }
            within = next;
        }
        return within.wall() + Math.round((engine - within.engine()) / within.speed());
    }
}
