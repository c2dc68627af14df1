package org.blockwatch.consumer.channel.tcp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One connection to a server, which can be hung up from another thread at any time, also before it is there. */
final class TcpConnection implements AutoCloseable {

    private final ServerAddress server;
    private Optional<Socket> present = Optional.empty();
    private boolean hungUp;

    TcpConnection(ServerAddress server) {
        this.server = server;
    }

    /** Returns a connection to the first of the server's addresses that lets us in. */
    Socket connect() throws IOException {
        IOException failure = new ConnectException("no address");
        for (InetSocketAddress address : addresses()) {
            Socket socket = next();
            try {
                socket.connect(address, (int) server.connectLimit().toMillis());
                return socket;
            } catch (SocketTimeoutException e) {
                failure = new ConnectException(
                        "no connection within " + server.connectLimit().toMillis() + " ms");
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private List<InetSocketAddress> addresses() throws IOException {
        if (server.proxy().type() != Proxy.Type.DIRECT) { // the proxy knows names that we may not
            return List.of(InetSocketAddress.createUnresolved(server.host(), server.port()));
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            // an address that was written as such would be looked up again for its name, to check the certificate by
            InetAddress named = InetAddress.getByAddress(server.host(), address.getAddress());
            addresses.add(new InetSocketAddress(named, server.port()));
        }
        return addresses;
    }

    private synchronized Socket next() throws IOException {
        hangUp();
        if (hungUp) {
            throw new SocketException("hung up");
        }
        Socket socket = new BoundedSocket(server.proxy());
        present = Optional.of(socket);
        return socket;
    }

    private void hangUp() {
        present.ifPresent(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                // nobody uses it any more
            }
        });
    }

    /** Hangs up; whatever waits for the other side ends with an exception. */
    @Override
    public synchronized void close() {
        hungUp = true;
        hangUp();
    }
}
