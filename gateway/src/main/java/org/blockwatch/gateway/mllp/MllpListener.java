package org.blockwatch.gateway.mllp;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.blockwatch.gateway.mllp.MllpMeasures.Why;
import org.blockwatch.service.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections of senders, and gives each a thread: so many an address, that none keeps the others out. Why it is our own: decision
 * 71.
 */
public final class MllpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);

    /** Threads in all, whoever connects: a bound for memory. */
    private static final int MOST_CONNECTIONS = 1024;

    private static final int BACKLOG = 128;
    private static final long CLOSE_MILLIS = 3_000;

    private final MllpSettings settings;
    private final MessageHandler handler;
    private final AddressList allowed;
    private final ServerSocket server;
    private final boolean secure;
    private final MllpMeasures meters;
    private final ScheduledExecutorService deadlines;
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final Set<MllpConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Binds the port; connections are taken from {@link #start} on.
     *
     * @throws SettingsException if it cannot be bound, or the certificate not be used
     */
    public MllpListener(MllpSettings settings, MessageHandler handler, MeterRegistry metrics) {
        this.settings = settings;
        this.handler = handler;
        allowed = new AddressList(settings.mllpAllowedAddresses().orElse(List.of()));
        Optional<SSLContext> tls = MllpTls.of(settings);
        secure = tls.isPresent();
        server = bound(settings, tls);
        meters = new MllpMeasures(metrics, open::size);
        deadlines = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "mllp-deadlines"));
        if (!secure && !server.getInetAddress().isLoopbackAddress()) {
            LOG.warn(
                    "MLLP on {} is open to the network without TLS: whoever listens there reads what passes, and"
                            + " anybody may send. Set mllp.tls.certificate, mllp.tls.key and mllp.tls.client.authorities,"
                            + " or leave mllp.host on loopback.",
                    server.getLocalSocketAddress());
        }
    }

    /** Checks that the certificate can be used, without binding anything. */
    public static void check(MllpSettings settings) {
        MllpTls.of(settings);
    }

    /** Begins to take connections; returns at once. */
    public void start() {
        daemon(this::accept, "mllp-accept").start();
    }

    /** Returns the port that it really has. */
    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                take(server.accept());
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("A connection could not be taken: {}", e.getMessage());
                }
            } catch (OutOfMemoryError e) { // no thread for it: those that are open go on
                LOG.error("No thread for another connection");
            }
        }
    }

    private void take(Socket socket) throws IOException {
        InetAddress address = socket.getInetAddress();
        if (!allowed.admits(address)) {
            meters.closed(Why.ADDRESS);
            LOG.warn("Closed a connection from {}, which is not in mllp.allowed.addresses", address.getHostAddress());
            socket.close();
            return;
        }
        if (open.size() >= MOST_CONNECTIONS
                || byAddress.merge(address, 1, Integer::sum) > settings.mllpConnectionLimit()) {
            leave(address);
            meters.closed(Why.LIMIT);
            LOG.warn(
                    "Closed a connection from {}, which has {} already (mllp.connection.limit)",
                    address.getHostAddress(),
                    settings.mllpConnectionLimit());
            socket.close();
            return;
        }
        MllpConnection connection = new MllpConnection(socket, settings, deadlines, meters);
        open.add(connection);
        daemon(() -> serve(connection, address), "mllp-" + address.getHostAddress())
                .start();
    }

    private void serve(MllpConnection connection, InetAddress address) {
        try {
            connection.serve(handler);
        } finally {
            open.remove(connection);
            leave(address);
        }
    }

    private void leave(InetAddress address) {
        byAddress.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
    }

    /** Takes no more messages; those under way are still answered, for a moment. */
    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            LOG.info("The MLLP port did not close: {}", e.getMessage());
        }
        open.forEach(MllpConnection::finish);
        long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        while (!open.isEmpty() && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
        open.forEach(MllpConnection::close);
        deadlines.shutdownNow();
    }

    private static ServerSocket bound(MllpSettings settings, Optional<SSLContext> tls) {
        try {
            ServerSocket socket =
                    tls.isPresent() ? tls.get().getServerSocketFactory().createServerSocket() : new ServerSocket();
            if (socket instanceof SSLServerSocket secured) {
                MllpTls.require(secured);
            }
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.mllpHost(), settings.mllpPort()), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new SettingsException("mllp.host = " + settings.mllpHost() + ", mllp.port = " + settings.mllpPort()
                    + ": the address cannot be bound (" + e.getMessage()
                    + "). Choose a free port (0 takes any) on an address of this machine.");
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
