package org.blockwatch.consumer.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.blockwatch.event.PageEvent;

/**
 * Every attempt of this process that the trail does not tell of yet. It outlives the loss of a connection to Kafka, so
 * that a request that is read again joins the attempt under way instead of sending the page a second time. Thread-safe.
 */
public final class DeliveryAttempts {

    /** More than any outage leaves behind; of more, the oldest are forgotten and may be sent again under the same id. */
    private static final int MOST = 20_000;

    private final Map<String, CompletableFuture<SendResult>> unrecorded = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<SendResult>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * The attempts to send these pages: for each the one under way, or a new one.
     *
     * @param send sends, without blocking, those of them that are not under way, all in one message
     */
    List<CompletableFuture<SendResult>> join(List<BundledPage> parts, Consumer<List<BundledPage>> send) {
        List<BundledPage> fresh = new ArrayList<>();
        List<CompletableFuture<SendResult>> attempts = new ArrayList<>();
        synchronized (this) {
            for (BundledPage part : parts) {
                CompletableFuture<SendResult> underWay = unrecorded.putIfAbsent(
                        key(part.page().attemptId(), part.page().attempt()), part.sent());
                if (underWay == null) {
                    fresh.add(part);
                }
                attempts.add(underWay == null ? part.sent() : underWay);
            }
        }
        if (!fresh.isEmpty()) {
            send.accept(fresh);
        }
        return attempts;
    }

    /** Whether such an attempt is under way, or has ended and is not recorded yet. */
    synchronized boolean knows(String attemptId, int attempt) {
        return unrecorded.containsKey(key(attemptId, attempt));
    }

    /** The attempt under this id: the one under way, or a new one that this begins, without blocking. */
    synchronized CompletableFuture<SendResult> join(
            String attemptId, int attempt, Supplier<CompletableFuture<SendResult>> begin) {
        String key = key(attemptId, attempt);
        CompletableFuture<SendResult> underWay = unrecorded.get(key);
        if (underWay == null) {
            underWay = begin.get();
            unrecorded.put(key, underWay);
        }
        return underWay;
    }

    /** The trail tells what became of an attempt. */
    public synchronized void recorded(PageEvent event) {
        unrecorded.remove(key(event.getAttemptId(), event.getAttempt()));
    }

    private static String key(String attemptId, int attempt) {
        return attemptId + "#" + attempt;
    }
}
