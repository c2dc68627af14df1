package org.blockwatch.consumer.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedBundles;
import org.blockwatch.consumer.audit.RecordedBundles.Bundle;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;

/**
 * The incidents that channels keep for several pages at once, because these went in one message. Thread-safe; two
 * instances that tell of the last two pages at the same moment may each take the other for open, and the incident is
 * then left for people to close.
 */
public final class SharedIncidents {

    private static final int MOST = 20_000;

    private final PageIds ids;
    private final RecordedAttempts recorded;
    private final RecordedBundles bundles;
    private final Map<String, Boolean> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Incidents as the trail tells of them. */
    public SharedIncidents(PageIds ids, RecordedAttempts recorded, RecordedBundles bundles) {
        this.ids = ids;
        this.recorded = recorded;
        this.bundles = bundles;
    }

    /** The message in which this attempt went with others; empty: it went alone. */
    Optional<Bundle> of(String attemptId) {
        return bundles.of(attemptId);
    }

    /** Whether all other pages of the message have come as far as this one now has. */
    synchronized boolean isLast(Bundle bundle, PageRequest page, String recipient, String channel) {
        asked.put(ids.news(page.getPageId(), recipient, channel, page.getReason()), true);
        return bundle.pageIds().stream()
                .filter(other -> !other.equals(page.getPageId()))
                .allMatch(other -> isTold(ids.news(other, recipient, channel, PageReason.ENDED))
                        || page.getReason() == PageReason.ANSWERED
                                && isTold(ids.news(other, recipient, channel, PageReason.ANSWERED)));
    }

    private boolean isTold(String news) {
        return asked.containsKey(news) || recorded.end(news, 1).isPresent();
    }
}
