package org.blockwatch.consumer.delivery;

import java.time.Duration;
import java.util.Map;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.roster.OnCall;

/**
 * How pages leave.
 *
 * @param onCall whom they are for
 * @param executors the ways to people, by channel
 * @param ids the identities under which they leave
 * @param links where people answer them
 * @param bundleWindow how long a person's further pages wait for each other, in engine time
 */
public record SendingSetup(
        OnCall onCall, Map<String, ChannelExecutor> executors, PageIds ids, Links links, Duration bundleWindow) {}
