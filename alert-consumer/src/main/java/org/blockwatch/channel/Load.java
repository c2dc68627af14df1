package org.blockwatch.channel;

import java.util.Optional;
import org.blockwatch.event.PageOutcome;

/** What a lane carries. What is to leave is decided just before it leaves, not when it is put into the queue. */
public interface Load extends Fence {

    /**
     * Hands to the channel what is still to leave.
     *
     * @throws InterruptedException as with {@link Channel#send(org.blockwatch.page.OutgoingPage)}
     */
    Delivery over(Channel channel) throws InterruptedException;

    /** News of an incident, which are never needless. */
    static Load of(IncidentNews news) {
        return new Load() {
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
