package org.blockwatch.consumer.channel;

import org.blockwatch.consumer.page.OutgoingPage;

/** One way to reach people. Used by several threads at once. */
public interface Channel extends AutoCloseable {

    /** Returns the channel's name in settings, in the trail and in metrics. */
    String name();

    /**
     * Sends one page and says what became of it. Takes no longer than the channel's own time limit and never throws for
     * what the other side does.
     *
     * @throws InterruptedException if the channel is being closed; what became of the page is not known then
     */
    Delivery send(OutgoingPage page) throws InterruptedException;

    /**
     * Sends one page, and asks once more when the way is free and nothing has left yet. For a channel that first has to
     * connect, which may take as long as a person needs to answer; by default it does not ask.
     *
     * @throws InterruptedException as with {@link #send(OutgoingPage)}
     */
    default Delivery send(OutgoingPage page, Fence fence) throws InterruptedException {
        return send(page);
    }

    /**
     * Tells a channel of an incident that it keeps open. Only asked of a channel that has said so in {@link
     * Delivery.Accepted#incident}.
     *
     * @throws InterruptedException as with {@link #send(OutgoingPage)}
     */
    default Delivery tell(IncidentNews news) throws InterruptedException {
        throw new UnsupportedOperationException(name() + " keeps no incidents");
    }

    /** Gives up connections. */
    @Override
    default void close() {}
}
