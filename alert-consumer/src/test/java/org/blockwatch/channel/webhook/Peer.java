package org.blockwatch.channel.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A receiver that does on real sockets what its script says, once for each connection. */
final class Peer implements AutoCloseable {

    /** What happens on a connection. */
    interface Script {
        void play(Peer peer, Socket connection) throws IOException, InterruptedException;
    }

    /** A request as it came over the wire. */
    record Request(String line, Map<String, List<String>> headers, String body) {}

    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket server;
    private final String scheme;

    Peer(ServerSocket server, String scheme, Script script) {
        this.server = server;
        this.scheme = scheme;
        Thread thread = new Thread(() -> serve(script), "peer");
        thread.setDaemon(true);
        thread.start();
    }

    static Peer playing(Script script) throws IOException {
        return new Peer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", script);
    }

    /** Reads the request and answers with these lines and no more. */
    static Script answering(String... lines) {
        return (peer, connection) -> {
            peer.read(connection);
            say(connection, String.join("\r\n", lines) + "\r\n\r\n");
        };
    }

    static void say(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    URI url() {
        return URI.create(scheme + "://localhost:" + server.getLocalPort() + "/pages");
    }

    /** Does nothing for so long, or until the test is over. */
    boolean pause(long millis) throws InterruptedException {
        return !closing.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Reads one request with a body of stated length. */
    void read(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        String line = line(in);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(": ", 2);
            headers.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        byte[] body =
                in.readNBytes(Integer.parseInt(headers.get("content-length").get(0)));
        requests.add(new Request(line, headers, new String(body, StandardCharsets.UTF_8)));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the sender hung up");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                script.play(this, connection);
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
