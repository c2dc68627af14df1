package org.blockwatch.service.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The engine's clock: everything that asks for the time asks here.
 *
 * <p>Engine time is the time at the bedside. Live it is the machine's time; in a demonstration it runs faster, in a
 * replay it stands wherever the replay has put it. Unless a clock says otherwise, its engine time is wall time.
 * Implementations may be read by any thread.
 */
public interface EngineClock {

    /** Returns the engine's now, in whole milliseconds, the resolution of every event. */
    Instant now();

    /**
     * Returns the engine instant of a stamp that another process took from its wall clock, such as a broker's log
     * append time.
     *
     * @param wallMillis milliseconds since the epoch, by the wall
     */
    default Instant at(long wallMillis) {
        return Instant.ofEpochMilli(wallMillis);
    }

    /** Returns the machine's own now, for what is agreed with other systems rather than with the bedside. */
    Instant wallNow();

    /** Returns how long an engine duration really lasts: what a thread must wait for it. */
    default Duration wall(Duration engine) {
        return engine;
    }

    /**
     * Returns how much engine time passes in a wall duration: for what really takes time, such as a network, in engine
     * terms.
     */
    default Duration engine(Duration wall) {
        return wall;
    }

    /** Returns how much faster than the wall this clock runs now. */
    default double speed() {
        return 1;
    }

    /** Returns the clock that notices when the machine's is set; empty if this one does not follow the machine's. */
    default Optional<SteadyClock> steady() {
        return Optional.empty();
    }

    /** Returns a clock that tells the machine's own time, and does not jump when that is set. */
    static EngineClock system() {
        return following(steadyWall());
    }

    /** Returns a clock whose time is that of {@code wall}. */
    static EngineClock following(SteadyClock wall) {
        return new WallClock(wall);
    }

    /**
     * Returns a clock that agrees with the wall at {@code origin} and runs {@code speed} times as fast. Two processes
     * with the same origin and speed agree with each other, and so does one process before and after a restart.
     *
     * @throws IllegalArgumentException if {@code speed} is not a positive number
     */
    static EngineClock scaled(Instant origin, double speed) {
        return new ScaledClock(steadyWall(), origin, speed);
    }

    private static SteadyClock steadyWall() {
        return new SteadyClock(Clock.systemUTC(), System::nanoTime);
    }

    /** Returns a clock that stands at {@code start} until it is set. */
    static VirtualClock virtual(Instant start) {
        return new VirtualClock(start);
    }
}
