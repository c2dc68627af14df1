package org.blockwatch.consumer.delivery;

import java.util.Map;
import java.util.Optional;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedBundles;
import org.blockwatch.consumer.audit.RecordedBundles.Bundle;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.PageReason;
import org.blockwatch.service.collect.BoundedMap;

/**
 * The incidents that channels keep for several pages at once, because these went in one message. Thread-safe; two
 * instances that tell of the last two pages at the same moment may each take the other for open, and the incident is
 * then left for people to close.
 */
final class SharedIncidents {

    private static final int MOST = 20_000;

    private final PageIds ids;
    private final RecordedAttempts recorded;
    private final RecordedBundles bundles;
    private final Map<String, Boolean> asked = BoundedMap.ofLatest(MOST);

    SharedIncidents(PageIds ids, RecordedAttempts recorded, RecordedBundles bundles) {
        this.ids = ids;
        this.recorded = recorded;
        this.bundles = bundles;
    }

    /** Returns the message in which this attempt went with others; empty: it went alone. */
    Optional<Bundle> of(String attemptId) {
        return bundles.of(attemptId);
    }

    /** Returns whether all other pages of the message have come as far as this one now has. */
    synchronized boolean isLast(Bundle bundle, String attemptId, PageReason reason) {
        asked.put(ids.news(attemptId, reason), true);
        return bundle.attemptIds().stream()
                .filter(other -> !other.equals(attemptId))
                .allMatch(other -> isTold(other, PageReason.ENDED)
                        || reason == PageReason.ANSWERED && isTold(other, PageReason.ANSWERED));
    }

    private boolean isTold(String attemptId, PageReason reason) {
        String news = ids.news(attemptId, reason);
        return asked.containsKey(news) || recorded.end(news, 1).isPresent();
    }
}
