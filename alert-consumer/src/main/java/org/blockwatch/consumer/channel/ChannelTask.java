package org.blockwatch.consumer.channel;

import java.time.Duration;
import java.util.Optional;
import org.blockwatch.event.PageOutcome;

/** What a channel is given to do. What is to leave is decided just before it leaves, not when it is put into the queue. */
public interface ChannelTask extends Fence {

    /**
     * Hands to the channel what is still to leave.
     *
     * @throws InterruptedException as with {@link Channel#send(org.blockwatch.consumer.page.OutgoingPage)}
     */
    Delivery over(Channel channel) throws InterruptedException;

    /** Takes in how long the channel took to answer; not called where the channel was not asked. */
    void took(Duration time);

    @Override
    default Optional<PageOutcome> whyNot() {
        return Optional.empty();
    }
}
