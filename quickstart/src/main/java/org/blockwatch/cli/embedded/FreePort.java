package org.blockwatch.cli.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds loopback ports. */
public final class FreePort {

    /**
     * Systems give ports from 32768, or from 49152, to connections and to whoever wants any port. One from below stays free
     * until it is listened on, and while a broker is away that comes back to it.
     */
    private static final int FIRST = 20_000;

    private static final int END = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * Returns the given port, or one that nobody listens on now if it is 0.
     *
     * @param purpose for the message: who wanted it
     * @throws IllegalStateException somebody listens there
     */
    public static int or(int port, String purpose) {
        for (int tries = 0; port == 0 && tries < TRIES; tries++) {
            int candidate = ThreadLocalRandom.current().nextInt(FIRST, END);
            try {
                return bound(candidate);
            } catch (IOException taken) {
                // another one, then
            }
        }
        try {
            return bound(port);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The %s cannot listen on 127.0.0.1:%s (%s): stop what listens there, or choose another port"
                            .formatted(purpose, port, e.getMessage()),
                    e);
        }
    }

    private static int bound(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return socket.getLocalPort();
        }
    }
}
