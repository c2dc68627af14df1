package org.blockwatch.cli.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Stands before a plain server as a reverse proxy does that lets in nobody without a certificate (mutual TLS). */
final class TlsFront implements AutoCloseable {

    private final SSLServerSocket door;
    private final int behind;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TlsFront(SSLContext context, int behind) {
        this.behind = behind;
        try {
            door = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        door.setNeedClientAuth(true);
        threads.execute(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) door.accept();
                threads.execute(() -> pass(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void pass(SSLSocket client) {
        try (client) {
            client.startHandshake(); // fails for whoever has no certificate, before anything is passed on
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
                threads.execute(() -> pour(server, client));
                copy(client.getInputStream(), server.getOutputStream());
            }
        } catch (IOException e) {
            // one of them hung up
        }
    }

    private static void pour(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // one of them hung up
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] bytes = new byte[8192];
        for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            to.write(bytes, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
