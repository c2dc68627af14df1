package org.blockwatch.service.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/** Closes at once what an address opens beyond so many connections. Made for one connector. */
final class ConnectionLimit implements Connection.Listener {

    private final int most;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** A connection that is closed no longer tells its address. */
    private final Map<Connection, String> groups = new ConcurrentHashMap<>();

    ConnectionLimit(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!isInner(connection)) {
            return;
        }
        String group = group(connection);
        groups.put(connection, group);
        if (open.merge(group, 1, Integer::sum) > most) {
            connection.close(); // which is told to onClosed
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String group = groups.remove(connection);
        if (group != null) {
            open.computeIfPresent(group, (same, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** Under TLS a connection is two to Jetty. */
    private static boolean isInner(Connection connection) {
        return !(connection instanceof SslConnection);
    }

    private static String group(Connection connection) {
        SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress internet && internet.getAddress() != null
                ? AddressGroup.of(internet.getAddress().getHostAddress())
                : "unknown";
    }
}
