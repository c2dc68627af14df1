package org.blockwatch.consumer.channel.peer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to a {@link TestPeer}, from the peer's side. */
public final class Connection {

    private Socket socket;
    private InputStream in;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Says something, and no more. */
    public void say(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The next line, without its end. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the sender hung up");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** Lines up to the one that is only a dot. */
    public String untilDot() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.equals("."); line = line()) {
            lines.add(line);
        }
        return String.join("\n", lines);
    }

    /** One HTTP request with a body of stated length. */
    public HttpRequest request() throws IOException {
        String line = line();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(); !header.isEmpty(); header = line()) {
            String[] parts = header.split(": ", 2);
            headers.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        byte[] body =
                in.readNBytes(Integer.parseInt(headers.get("content-length").get(0)));
        return new HttpRequest(line, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Goes on encrypted. */
    public void secure(SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), 0, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
    }

    /** Hangs up so that the other side is told of an error. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until the other side has hung up, whatever it says before. */
    public void untilHungUp() throws IOException {
        try {
            while (in.read() >= 0) {
                // what is said does not matter any more
            }
        } catch (IOException e) {
            if (socket.isClosed()) {
                throw e;
            } // else hung up, rudely
        }
    }
}
