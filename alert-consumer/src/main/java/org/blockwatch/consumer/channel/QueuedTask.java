package org.blockwatch.consumer.channel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A load that waits for its turn. Its turn comes once, unless it has waited too long before. */
final class QueuedTask {

    final ChannelTask load;
    final CompletableFuture<TaskResult> passage = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    QueuedTask(ChannelTask load) {
        this.load = load;
    }

    /** Takes the turn, from whoever else might. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Takes the turn, if it is still to be had, and ends it so without asking the channel. */
    void end(Delivery delivery) {
        if (take()) {
            passage.complete(new TaskResult(delivery, Duration.ZERO));
        }
    }
}
