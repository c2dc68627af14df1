package org.blockwatch.streams.alert;

import java.util.Comparator;
import org.blockwatch.event.AlertCode;

/** What an alert is about: one code for one block. Its alerts follow one another, never two at once. */
public record AlertThread(String blockId, AlertCode code) implements Comparable<AlertThread> {

    private static final Comparator<AlertThread> ORDER =
            Comparator.comparing(AlertThread::blockId).thenComparing(AlertThread::code);

    @Override
    public int compareTo(AlertThread other) {
        return ORDER.compare(this, other);
    }

    /** The identity of the n-th alert of this thread. */
    String alertId(int n) {
        return blockId + "/" + code + "/" + n;
    }
}
