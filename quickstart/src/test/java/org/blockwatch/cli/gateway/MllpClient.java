package org.blockwatch.cli.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;

/** Sends bytes as a test wants them, and reads answers. */
final class MllpClient implements AutoCloseable {

    private final Socket socket;

    MllpClient(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(60_000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] framed(String message) {
        return ("\u000b" + message + "\u001c\r").getBytes(UTF_8);
    }

    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the next answer; empty if the connection ended. */
    String read() {
        try {
            var answer = new ByteArrayOutputStream();
            int one;
            while ((one = socket.getInputStream().read()) >= 0) {
                if (one == 0x1c) {
                    socket.getInputStream().read();
                    return answer.toString(ISO_8859_1);
                }
                if (one != 0x0b) {
                    answer.write(one);
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    String send(String message) {
        write(framed(message));
        return read();
    }

    /** Returns MSA-1 and MSA-2 of an answer. */
    static String msa(String answer) {
        for (var segment : answer.split("\r")) {
            if (segment.startsWith("MSA")) {
                var fields = segment.split("\\|");
                return fields[1] + " " + (fields.length > 2 ? fields[2] : "");
            }
        }
        return "none in " + answer;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
