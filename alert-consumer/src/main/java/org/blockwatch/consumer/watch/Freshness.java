package org.blockwatch.consumer.watch;

import java.time.Duration;

/** When something last happened, by a clock that nobody sets; before it has ever happened: when it was first waited for. */
final class Freshness {

    private final long limit;
    private volatile long last = System.nanoTime();
    private volatile boolean ever;

    /** @param limit how old it may be */
    Freshness(Duration limit) {
        this.limit = limit.toNanos();
    }

    /** Notes that it has happened. */
    void now() {
        last = System.nanoTime();
        ever = true;
    }

    /** Returns how long ago it was, or how long it has been waited for. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - last);
    }

    /** Returns whether it has happened, and not too long ago. */
    boolean isFresh() {
        return ever && System.nanoTime() - last <= limit;
    }
}
