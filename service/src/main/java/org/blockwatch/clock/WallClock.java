package org.blockwatch.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Engine time is wall time. */
record WallClock(Clock wall) implements EngineClock {

    @Override
    public Instant now() {
        return at(wall.millis());
    }

    @Override
    public Instant at(long wallMillis) {
        return Instant.ofEpochMilli(wallMillis);
    }

    @Override
    public Instant wallNow() {
        return wall.instant();
    }

    @Override
    public Duration wall(Duration engine) {
        return engine;
    }

    @Override
    public Duration engine(Duration wall) {
        return wall;
    }
}
