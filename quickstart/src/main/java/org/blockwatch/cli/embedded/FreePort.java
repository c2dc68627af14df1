package org.blockwatch.cli.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds loopback ports. */
public final class FreePort {

    private FreePort() {}

    /**
     * Returns the given port, or one that nobody listens on now if it is 0.
     *
     * @param purpose for the message: who wanted it
     * @throws IllegalStateException somebody listens there
     */
    public static int or(int port, String purpose) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The %s cannot listen on 127.0.0.1:%d (%s): stop what listens there, or choose another port"
                            .formatted(purpose, port, e.getMessage()),
                    e);
        }
    }
}
