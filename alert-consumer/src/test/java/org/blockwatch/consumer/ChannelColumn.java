package org.blockwatch.consumer;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.peer.Dialogue;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * A channel as a column of the table of faults: made from settings, as a site would.
 *
 * @param name the channel's name, and what is special about it
 * @param settings {@code PORT} stands for the peer's
 * @param address the recipient's
 * @param dialogue what its server hears and says when all is well
 */
record ChannelColumn(
        String name, Map<String, String> settings, @Nullable String address, Dialogue dialogue) {

    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    /** The channel, speaking to this port. */
    Channel open(int port, String limit, SSLContext trust) {
        String channel = name.split(" ")[0];
        Map<String, String> given = new HashMap<>(Map.of(
                "bootstrap.servers",
                "localhost:1",
                "schema.registry.url",
                "http://localhost:1",
                "channels",
                channel,
                channel + ".timeout",
                limit,
                channel + ".connect.timeout",
                limit));
        settings.forEach((key, value) -> given.put(key, value.replace("PORT", Integer.toString(port))));
        List<Channel> channels = Channels.of(
                Settings.of(AlertConsumerSettings.class, given).app(), EngineClock.system(), NOWHERE, trust);
        return channels.get(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
