package org.blockwatch.consumer.roster;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * Turns what a clock on the wall shows into instants, so that no instant of a night is lost or counted twice when clocks
 * change: as if the clock were never put back, only stopped until the time it shows has come again. A local time that
 * does not exist is the instant of the change; one that exists twice is the first of the two. So of two shifts that meet
 * at a local time the second begins at the very instant at which the first ends, whatever that time is.
 */
final class WallTime {

    private WallTime() {}

    static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant(); // takes the first of two
    }
}
