package org.blockwatch.service.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until it is set: for replay, where wall stamps are engine instants already, and for tests. */
public final class VirtualClock implements EngineClock {

    private final AtomicReference<Instant> now;

    VirtualClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /** Sets the clock, forward only: an instant before now leaves it where it is, since arrivals never run backwards. */
    public void advanceTo(Instant instant) {
        now.accumulateAndGet(instant, (current, next) -> next.isAfter(current) ? next : current);
    }

    /** Moves the clock on. */
    public void advance(Duration by) {
        now.updateAndGet(current -> current.plus(by));
    }

    @Override
    public Instant now() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public Instant wallNow() {
        return Objects.requireNonNull(now.get());
    }
}
