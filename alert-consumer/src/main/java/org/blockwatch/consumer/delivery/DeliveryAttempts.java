package org.blockwatch.consumer.delivery;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.blockwatch.event.PageEvent;
import org.blockwatch.service.collect.BoundedMap;

/**
 * Every attempt of this process that the trail does not tell of yet. It outlives the loss of a connection to Kafka, so
 * that a request that is read again joins the attempt under way instead of sending the page a second time. Thread-safe.
 */
final class DeliveryAttempts {

    /** More than any outage leaves behind; of more, the oldest are forgotten and may be sent again under the same id. */
    private static final int MOST = 20_000;

    private final Map<Try, CompletableFuture<PageEvent>> unrecorded = BoundedMap.ofLatest(MOST);

    private record Try(String attemptId, int number) {}

    /** Returns whether such an attempt is under way, or has ended and is not recorded yet. */
    synchronized boolean has(String attemptId, int number) {
        return unrecorded.containsKey(new Try(attemptId, number));
    }

    /** Returns the attempt under this id: the one under way, or a new one that this begins, without blocking. */
    synchronized CompletableFuture<PageEvent> join(
            String attemptId, int number, Supplier<CompletableFuture<PageEvent>> begin) {
        Try key = new Try(attemptId, number);
        CompletableFuture<PageEvent> underWay = unrecorded.get(key);
        if (underWay == null) {
            underWay = begin.get();
            unrecorded.put(key, underWay);
        }
        return underWay;
    }

    /** Takes in that the trail tells what became of an attempt. */
    synchronized void heard(PageEvent event) {
        unrecorded.remove(new Try(event.getAttemptId(), event.getAttempt()));
    }
}
