package org.blockwatch.consumer.channel;

import static org.blockwatch.service.meter.Audience.CHANNELS;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.service.meter.Measure;

/** What is shown of each channel: how long it takes, how much it has in hand, whether it is left alone. */
public final class ChannelMeasures {
    private static final String CHANNEL = "channel";
    private static final String SET_UP = "the channels that are set up";

    static final Measure SEND = Measure.timer(
                    "blockwatch.page.send", "How long a channel took to say what became of a page", CHANNELS)
            .byConfigured(CHANNEL, SET_UP);

    static final Measure IN_FLIGHT = Measure.gauge(
                    "blockwatch.pages.in.flight",
                    "pages",
                    "Pages handed to a channel that it has not answered for",
                    CHANNELS)
            .byConfigured(CHANNEL, SET_UP);

    static final Measure LEFT_ALONE = Measure.gauge(
                    "blockwatch.channel.left.alone",
                    "0 or 1",
                    "1 while the channel has failed so often that its circuit breaker keeps pages from it",
                    CHANNELS)
            .byConfigured(CHANNEL, SET_UP);

    /** Every measure of this package. */
    public static final List<Measure> ALL = List.of(SEND, IN_FLIGHT, LEFT_ALONE);

    /** Up to the limit of a conversation, 10 s. */
    static final List<Duration> SENDS = Stream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toList();

    private ChannelMeasures() {}
}
