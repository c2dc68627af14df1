package org.blockwatch.channel;

import org.blockwatch.page.OutgoingPage;

/** One way to reach people. Used by several threads at once. */
public interface Channel extends AutoCloseable {

    /** The channel's name in settings, in the trail and in metrics. */
    String name();

    /**
     * Sends one page and says what became of it. Takes no longer than the channel's own time limit and never throws for
     * what the other side does.
     *
     * @throws InterruptedException if the channel is being closed; what became of the page is not known then
     */
    Delivery send(OutgoingPage page) throws InterruptedException;

    /** Gives up connections. */
    @Override
    default void close() {}
}
