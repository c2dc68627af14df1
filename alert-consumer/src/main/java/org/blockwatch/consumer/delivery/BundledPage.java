package org.blockwatch.consumer.delivery;

import java.util.concurrent.CompletableFuture;
import org.blockwatch.consumer.page.OutgoingPage;

/**
 * One page in a message.
 *
 * @param page as it would leave in a message of its own
 * @param sent completes with what became of it
 */
record BundledPage(RecipientPage notice, OutgoingPage page, CompletableFuture<SendResult> sent) {

    BundledPage(RecipientPage notice, OutgoingPage page) {
        this(notice, page, new CompletableFuture<>());
    }
}
