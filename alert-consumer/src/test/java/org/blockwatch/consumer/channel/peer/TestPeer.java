package org.blockwatch.consumer.channel.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A server that does on real sockets what its script says, once for each connection. */
public final class TestPeer implements AutoCloseable {

    /** What happens on a connection. */
    public interface Script {
        void play(TestPeer peer, Connection connection) throws IOException, InterruptedException;
    }

    /** The HTTP requests that were read. */
    public final List<HttpRequest> requests = Collections.synchronizedList(new ArrayList<>());

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket server;

    private TestPeer(ServerSocket server, Script script) {
        this.server = server;
        Thread thread = new Thread(() -> serve(script), "peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** A peer without encryption. */
    public static TestPeer playing(Script script) throws IOException {
        return new TestPeer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    /** A peer whose connections are encrypted from the start. */
    public static TestPeer secure(SSLContext tls, Script script) throws IOException {
        return new TestPeer(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    /** A port on which nobody listens. */
    public static int nobody() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    /** Reads an HTTP request and answers with these lines and no more. */
    public static Script answering(String... lines) {
        return (peer, connection) -> {
            peer.requests.add(connection.request());
            connection.say(String.join("\r\n", lines) + "\r\n\r\n");
        };
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Where it takes HTTP requests. */
    public URI url(String scheme) {
        return URI.create(scheme + "://localhost:" + port() + "/pages");
    }

    /** How many connections it has had. */
    public int connections() {
        return accepted.get();
    }

    /** How many connections it has: at most one, which ends with the script. */
    public int open() {
        return open.get();
    }

    /** Does nothing for so long; false once the test is over. */
    public boolean pause(long millis) throws InterruptedException {
        return !closing.await(millis, TimeUnit.MILLISECONDS);
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                accepted.incrementAndGet();
                open.incrementAndGet();
                try {
                    script.play(this, new Connection(socket));
                } finally {
                    open.decrementAndGet();
                }
            } catch (IOException e) {
                // the sender, or the test, hung up
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
    }
}
