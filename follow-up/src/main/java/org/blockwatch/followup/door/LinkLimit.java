package org.blockwatch.followup.door;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.blockwatch.service.collect.BoundedMap;

/** How often something may be done with one link: so often an hour, spread evenly once that is used up. Thread-safe. */
final class LinkLimit {

    private static final int LINKS = 10_000;

    private final long perHour;
    private final LongSupplier nanos;
    private final Map<String, Long> usedUntil = BoundedMap.ofLatestUsed(LINKS);

    LinkLimit(int perHour, LongSupplier nanos) {
        this.perHour = Duration.ofHours(1).toNanos() / perHour;
        this.nanos = nanos;
    }

    /** Takes one turn; false: there is none left just now. */
    synchronized boolean take(String linkId) {
        long now = nanos.getAsLong();
        long until = Math.max(0, usedUntil.getOrDefault(linkId, now) - now);
        if (until + perHour > Duration.ofHours(1).toNanos()) {
            return false;
        }
        usedUntil.put(linkId, now + until + perHour);
        return true;
    }
}
