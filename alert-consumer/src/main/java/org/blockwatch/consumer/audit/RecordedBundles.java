package org.blockwatch.consumer.audit;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.service.collect.BoundedMap;

/**
 * Which pages channels have taken together, in one message. Remembers the latest {@value #MOST}. Thread-safe.
 */
public final class RecordedBundles {

    private static final int MOST = 100_000;

    private final Map<String, String> bundles = BoundedMap.ofLatest(MOST);
    private final Map<String, Set<String>> attempts = BoundedMap.ofLatest(MOST);

    /**
     * One message.
     *
     * @param id its idempotency key
     * @param attemptIds of the pages in it, as far as the trail tells
     */
    public record Bundle(String id, Set<String> attemptIds) {}

    /** Takes in an event of the trail. Hearing it twice changes nothing. */
    public synchronized void heard(PageEvent event) {
        if (event.getKind() == PageEventKind.ACCEPTED && event.getBundle() != null) {
            bundles.put(event.getAttemptId(), event.getBundle());
            attempts.computeIfAbsent(event.getBundle(), first -> new TreeSet<>())
                    .add(event.getAttemptId());
        }
    }

    /** Returns the message in which a channel took this attempt; empty: it went alone, or did not go. */
    public synchronized Optional<Bundle> of(String attemptId) {
        return Optional.ofNullable(bundles.get(attemptId))
                .map(id -> new Bundle(id, Set.copyOf(attempts.getOrDefault(id, Set.of()))));
    }
}
