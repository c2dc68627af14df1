package org.blockwatch.gateway.door;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Notices a source whose times are all the same whole hours behind, which no charting is: its zone is wrong. Times that are ahead are
 * refused one by one.
 */
final class HoursOff {

    private static final int LATEST = 20;
    private static final int TOLERATED_MINUTES = 5;
    private static final int MINUTES = 60;

    private final Deque<Duration> latest = new ArrayDeque<>();

    /** Adds how late a statement was. */
    synchronized void add(Duration late) {
        latest.addLast(late);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    /** Returns by how many hours the latest were behind, all alike; 0 if they were not. */
    synchronized int hours() {
        if (latest.size() < LATEST) {
            return 0;
        }
        long hours = Math.round(latest.getLast().toMinutes() / (double) MINUTES);
        boolean alike =
                latest.stream().allMatch(late -> Math.abs(late.toMinutes() - hours * MINUTES) <= TOLERATED_MINUTES);
        return hours > 0 && alike ? (int) hours : 0;
    }
}
