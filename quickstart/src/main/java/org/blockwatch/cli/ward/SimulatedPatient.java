package org.blockwatch.cli.ward;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.event.Location;
import org.blockwatch.event.Side;

/**
 * One simulated patient with one block.
 *
 * @param blockAt the last dose
 * @param side of the block, and of what goes wrong after it
 */
record SimulatedPatient(
        String id, Location location, PatientStory story, TrueRecovery course, Instant blockAt, Side side) {

    String blockId() {
        return id + "-block";
    }

    Side otherSide() {
        return side == Side.LEFT ? Side.RIGHT : Side.LEFT;
    }

    /** Minutes since the last dose; negative before it. */
    long minute(Instant at) {
        return Duration.between(blockAt, at).toMinutes();
    }

    Instant at(long minute) {
        return blockAt.plus(Duration.ofMinutes(minute));
    }
}
