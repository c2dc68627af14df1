package org.blockwatch.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.blockwatch.event.PageEvent;
import org.blockwatch.page.OutgoingPage;

/**
 * Which attempts the trail already tells of, so that no page is sent again because its request is read again: after a
 * crash, since results are recorded before the offsets of earlier requests can be, and by a fresh consumer group that
 * reads the topic from the beginning.
 *
 * <p>Remembers the latest {@value #MOST}. Thread-safe.
 */
public final class RecordedAttempts {

    private static final int MOST = 200_000;
    private static final int ACCEPTED = Integer.MAX_VALUE; // no later try of the same page is needed either

    private final Map<String, Integer> tries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };

    /** Takes in an event of the trail. */
    public synchronized void heard(PageEvent event) {
        if (event.getAttemptId().isEmpty()) {
            return; // the ladder's, of the page as a whole
        }
        switch (event.getKind()) {
            case ACCEPTED -> tries.put(event.getAttemptId(), ACCEPTED);
            case FAILED, UNDELIVERABLE, SUPPRESSED -> tries.merge(event.getAttemptId(), event.getAttempt(), Math::max);
            default -> {} // not the end of an attempt
        }
    }

    /** Whether it is recorded what became of this attempt, or that the page was accepted at another. */
    public synchronized boolean tellsOf(OutgoingPage page) {
        return tries.getOrDefault(page.attemptId(), 0) >= page.attempt();
    }
}
