package org.blockwatch.service.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Engine time runs {@code speed} times as fast as wall time since {@code origin}, where the two agree. */
record ScaledClock(Clock wall, Instant origin, double speed) implements EngineClock {

    private static final double NANOS_PER_MILLI = 1e6;

    ScaledClock {
        if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A clock's speed must be a positive number, not " + speed);
        }
    }

    @Override
    public Instant now() {
        return at(wall.millis());
    }

    @Override
    public Instant at(long wallMillis) {
        return origin.plusMillis(Math.round((wallMillis - origin.toEpochMilli()) * speed));
    }

    @Override
    public Optional<SteadyClock> steady() {
        return wall instanceof SteadyClock steady ? Optional.of(steady) : Optional.empty();
    }

    @Override
    public Instant wallNow() {
        return wall.instant();
    }

    @Override
    public Duration wall(Duration engine) {
        return Duration.ofNanos(Math.round(engine.toMillis() / speed * NANOS_PER_MILLI));
    }

    @Override
    public Duration engine(Duration wall) {
        return Duration.ofMillis(Math.round(wall.toMillis() * speed));
    }
}
