package org.blockwatch.service.clock;

import java.time.Clock;
import java.time.Instant;

/** Engine time is wall time. */
record WallClock(Clock wall) implements EngineClock {

    @Override
    public Instant now() {
        return at(wall.millis());
    }

    @Override
    public Instant wallNow() {
        return wall.instant();
    }
}
