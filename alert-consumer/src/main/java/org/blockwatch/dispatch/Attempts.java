package org.blockwatch.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.blockwatch.channel.Passage;
import org.blockwatch.event.PageEvent;
import org.blockwatch.page.OutgoingPage;

/**
 * Every attempt of this process that the trail does not tell of yet. It outlives the loss of a connection to Kafka, so
 * that a request that is read again joins the attempt under way instead of sending the page a second time. Thread-safe.
 */
final class Attempts {

    /** More than any outage leaves behind; of more, the oldest are forgotten and may be sent again under the same id. */
    private static final int MOST = 20_000;

    private final Map<String, CompletableFuture<Passage>> unrecorded = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Passage>> eldest) {
            return size() > MOST;
        }
    };

    /** The attempt to send this page: the one under way, or a new one. */
    synchronized CompletableFuture<Passage> join(OutgoingPage page, Supplier<CompletableFuture<Passage>> send) {
        return unrecorded.computeIfAbsent(key(page.attemptId(), page.attempt()), isNew -> send.get());
    }

    /** The trail tells what became of an attempt. */
    synchronized void recorded(PageEvent event) {
        unrecorded.remove(key(event.getAttemptId(), event.getAttempt()));
    }

    private static String key(String attemptId, int attempt) {
        return attemptId + "#" + attempt;
    }
}
