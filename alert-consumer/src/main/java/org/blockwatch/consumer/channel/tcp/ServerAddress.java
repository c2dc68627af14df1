package org.blockwatch.consumer.channel.tcp;

import java.net.Proxy;
import java.time.Duration;

/**
 * Where to connect.
 *
 * @param connectLimit how long each of its addresses may take to let us in
 * @param proxy what the way leads through
 */
public record ServerAddress(String host, int port, Duration connectLimit, Proxy proxy) {

    /** A server that is reached directly. */
    public ServerAddress(String host, int port, Duration connectLimit) {
        this(host, port, connectLimit, Proxy.NO_PROXY);
    }
}
