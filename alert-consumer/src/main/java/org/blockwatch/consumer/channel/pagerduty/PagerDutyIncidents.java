package org.blockwatch.consumer.channel.pagerduty;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.service.collect.BoundedMap;

/**
 * Keeps the events of one incident in order: one at a time, and no trigger once it is to be resolved, since PagerDuty
 * opens a new incident for that. The ladder sees to the order too; this is for a try that comes late, such as one that
 * a channel executor still had in its queue. Of more than {@value #MOST} resolved incidents the oldest is forgotten. Thread-safe.
 */
final class PagerDutyIncidents {

    private static final int MOST = 10_000;
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Sends one event. */
    interface Event {
        Delivery send() throws InterruptedException;
    }

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> resolved = BoundedMap.ofLatest(MOST);

    synchronized boolean resolved(String key) {
        return resolved.containsKey(key);
    }

    synchronized void resolve(String key) {
        resolved.put(key, true);
    }

    /** Sends the event unless another of the same incident is under way: they could overtake one another. */
    Delivery alone(String key, Event event) throws InterruptedException {
        if (!underWay.add(key)) {
            return new Delivery.Failed(PageOutcome.RATE_LIMITED, "another event of this incident is under way", SOON);
        }
        try {
            return event.send();
        } finally {
            underWay.remove(key);
        }
    }
}
