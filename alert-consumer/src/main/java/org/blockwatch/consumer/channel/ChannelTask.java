package org.blockwatch.consumer.channel;

import java.util.Optional;
import org.blockwatch.event.PageOutcome;

/** What a lane carries. What is to leave is decided just before it leaves, not when it is put into the queue. */
public interface ChannelTask extends Fence {

    /**
     * Hands to the channel what is still to leave.
     *
     * @throws InterruptedException as with {@link Channel#send(org.blockwatch.consumer.page.OutgoingPage)}
     */
    Delivery over(Channel channel) throws InterruptedException;

    /** News of an incident, which are never needless. */
    static ChannelTask of(IncidentNews news) {
        return new ChannelTask() {
            @Override
            public Optional<PageOutcome> whyNot() {
                return Optional.empty();
            }

            @Override
            public Delivery over(Channel channel) throws InterruptedException {
                return channel.tell(news);
            }
        };
    }
}
