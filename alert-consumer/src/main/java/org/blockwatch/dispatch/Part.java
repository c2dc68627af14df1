package org.blockwatch.dispatch;

import java.util.concurrent.CompletableFuture;
import org.blockwatch.page.OutgoingPage;

/**
 * One page in a message.
 *
 * @param page as it would leave in a message of its own
 * @param sent completes with what became of it
 */
record Part(Notice notice, OutgoingPage page, CompletableFuture<Sent> sent) {

    Part(Notice notice, OutgoingPage page) {
        this(notice, page, new CompletableFuture<>());
    }
}
