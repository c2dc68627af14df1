package org.blockwatch.consumer.channel.http;

import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.Fence;
import org.blockwatch.consumer.channel.tcp.ServerAddress;
import org.blockwatch.consumer.channel.tcp.TcpConversations;
import org.blockwatch.consumer.channel.tcp.TcpTls;
import org.blockwatch.event.PageOutcome;

/**
 * Asks one address, over a connection for each request and within one time limit. The body of an answer is not
 * waited for, redirects are not followed (they would carry what is secret elsewhere), and nothing is tried twice.
 *
 * <p>HTTP itself is Apache HttpCore's; connections and limits are those of the other channels (decision 21).
 */
public final class HttpSender implements AutoCloseable {

    private final WebAddress address;
    private final ServerAddress server;
    private final InstantSource wall;
    private final SSLContext tls;
    private final TcpConversations conversations;

    /**
     * A sender to an address.
     *
     * @param name the channel's, for its threads
     * @param wall the wall clock, by which others give dates
     * @param connectLimit limit for the connection
     * @param limit limit for all until the status has come
     * @param tls whom to trust
     */
    public HttpSender(
            String name,
            WebAddress address,
            InstantSource wall,
            Duration connectLimit,
            Duration limit,
            SSLContext tls) {
        this.address = address;
        this.server = new ServerAddress(address.name(), address.port(), connectLimit, Proxies.of(address.location()));
        this.wall = wall;
        this.tls = tls;
        this.conversations = new TcpConversations(name, server, limit);
    }

    /**
     * Posts a body and says what the status, or the lack of one, means.
     *
     * @param headers besides those that say where it goes and how long it is
     * @param accepted what a 2xx status means
     * @param fence asked when the connection is up and nothing has left yet
     */
    public Delivery post(Map<String, String> headers, byte[] body, Delivery.Accepted accepted, Fence fence)
            throws InterruptedException {
        return ask("POST", headers, Optional.of(body), accepted, fence);
    }

    /** Asks for what is there and says what the status, or the lack of one, means; the answer itself is not read. */
    public Delivery get(Delivery.Accepted accepted) throws InterruptedException {
        return ask("GET", Map.of(), Optional.empty(), accepted, Fence.OPEN);
    }

    private Delivery ask(
            String method, Map<String, String> headers, Optional<byte[]> body, Delivery.Accepted accepted, Fence fence)
            throws InterruptedException {
        return conversations.hold(plain -> {
            try (Socket socket = address.isSecure() ? TcpTls.over(plain, server, tls) : plain) {
                Optional<PageOutcome> whyNot = fence.whyNot();
                if (whyNot.isPresent()) {
                    return new Delivery.Suppressed(whyNot.get());
                }
                return HttpAnswer.of(HttpExchange.ask(socket, method, address, headers, body))
                        .meaning(wall.instant(), accepted);
            }
        });
    }

    @Override
    public void close() {
        conversations.close();
    }
}
