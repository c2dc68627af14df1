package org.blockwatch.service.clock;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Engine time is wall time. */
record WallClock(Clock wall) implements EngineClock {

    @Override
    public Instant now() {
        return at(wall.millis());
    }

    @Override
    public Optional<SteadyClock> steady() {
        return wall instanceof SteadyClock steady ? Optional.of(steady) : Optional.empty();
    }

    @Override
    public Instant wallNow() {
        return wall.instant();
    }
}
