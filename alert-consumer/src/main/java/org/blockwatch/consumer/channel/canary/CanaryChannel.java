package org.blockwatch.consumer.channel.canary;

import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.schemas.Canary;

/** The loop-back: takes the pages of synthetic patients, which go to nobody. That it has is on the trail, for who watches. */
public final class CanaryChannel implements Channel {

    @Override
    public String name() {
        return Canary.ROLE;
    }

    @Override
    public Delivery send(OutgoingPage page) {
        return new Delivery.Accepted(null);
    }
}
