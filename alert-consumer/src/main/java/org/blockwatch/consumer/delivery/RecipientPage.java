package org.blockwatch.consumer.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageRequest;

/**
 * One page to one recipient, over whichever of their ways.
 *
 * @param from where the request came from
 * @param rosterVersion the roster by which they were found
 * @param trail takes what is to be recorded, as soon as it is known
 * @param ended completes with what ended the way that came furthest: ACCEPTED, SUPPRESSED, FAILED (the ladder asks for
 *     it again), or UNDELIVERABLE (no way is of any use); cancelled if the page is given up, and its next owner sends it
 */
record RecipientPage(
        PageRequest request,
        TopicPartition from,
        Recipient recipient,
        String rosterVersion,
        Consumer<PageEvent> trail,
        CompletableFuture<PageEventKind> ended) {

    PageKey key() {
        return PageKey.of(request);
    }

    /** Returns whether it has ended like this. */
    boolean hasEnded(PageEventKind kind) {
        return ended.isDone() && !ended.isCancelled() && ended.join() == kind;
    }
}
