package org.blockwatch.service.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Tells wall time that does not jump. Between two looks it moves as far as the machine's monotonic clock does. It follows
 * the machine's wall clock while the two agree, so that NTP may slew it. When the wall clock steps (NTP, a person, a
 * virtual machine that was resumed) it goes on as before and says so, until the wall clock is back, or until somebody who
 * knows better {@linkplain #adoptWall() adopts} the new time.
 *
 * <p>Thread-safe; a reading takes no lock.
 */
public final class SteadyClock extends Clock {

    /** A difference up to this is no step. The kernel slews by at most 0.5 ms a second (adjtimex(2)). */
    static final Duration STEP = Duration.ofSeconds(1);

    private static final long AGAIN = Duration.ofMillis(100).toNanos();
    private static final long PROMPT = Duration.ofMillis(50).toNanos();
    private static final int LOOKS = 5;
    private static final long NANOS = 1_000_000;

    /** A wall instant and the monotonic one that belongs to it. */
    private record Anchor(long millis, long nanos) {}

    private record Reading(long wall, long expected, long nanos, long took) {
        boolean isStep() {
            return Math.abs(wall - expected) > STEP.toMillis();
        }
    }

    private final Clock wall;
    private final LongSupplier monotonic;
    private volatile Anchor anchor;

    /**
     * Begins at the present of {@code wall}.
     *
     * @param monotonic nanoseconds of a clock that nobody sets, such as {@link System#nanoTime}
     */
    public SteadyClock(Clock wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.anchor = new Anchor(wall.millis(), monotonic.getAsLong());
    }

    @Override
    public long millis() {
        Reading now = read();
        if (now.isStep()) {
            return now.expected();
        }
        if (now.nanos() - anchor.nanos() > AGAIN) {
            anchor = new Anchor(now.wall(), now.nanos());
        }
        return now.wall();
    }

    /** Returns how far the machine's wall clock is ahead of this one; negative: behind, zero: they agree. */
    public Duration wallAhead() {
        Reading now = read();
        return now.isStep() ? Duration.ofMillis(now.wall() - now.expected()) : Duration.ZERO;
    }

    /** Both clocks at one moment. A thread that loses its processor between the two looks once more. */
    private Reading read() {
        Anchor last = anchor;
        Reading reading;
        int looks = 0;
        do {
            long before = monotonic.getAsLong();
            long raw = wall.millis();
            long after = monotonic.getAsLong();
            reading = new Reading(raw, last.millis() + (after - last.nanos()) / NANOS, after, after - before);
        } while (reading.isStep() && reading.took() > PROMPT && ++looks < LOOKS);
        return reading;
    }

    /** Takes the machine's wall clock for right. */
    public void adoptWall() {
        anchor = new Anchor(wall.millis(), monotonic.getAsLong());
    }

    /** Takes {@code instant} for the present, whatever the machine's wall clock says. */
    public void adopt(Instant instant) {
        anchor = new Anchor(instant.toEpochMilli(), monotonic.getAsLong());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("an engine has no time zone");
    }
}
