package org.blockwatch.gateway.mllp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders that misbehave, and one beside them that must not notice. */
class MllpListenerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Socket> sockets = new ArrayList<>();
    private MllpListener listener;

    private record Limits(int connections, Duration within, int bytes, Optional<List<AddressList.Entry>> allowed)
            implements MllpSettings {

        @Override
        public String mllpHost() {
            return "127.0.0.1";
        }

        @Override
        public int mllpPort() {
            return 0;
        }

        @Override
        public Optional<Path> mllpTlsCertificate() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> mllpTlsKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mllpTlsKeyPassword() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> mllpTlsClientAuthorities() {
            return Optional.empty();
        }

        @Override
        public Optional<List<AddressList.Entry>> mllpAllowedAddresses() {
            return allowed;
        }

        @Override
        public int mllpConnectionLimit() {
            return connections;
        }

        @Override
        public Duration mllpMessageWithin() {
            return within;
        }

        @Override
        public int mllpMessageLimit() {
            return bytes;
        }
    }

    private static final class Echo implements MessageHandler {
        @Override
        public byte[] handle(byte[] message, MllpSender sender) {
            return message.length == 1 && message[0] == 'L' ? new byte[8 << 20] : message;
        }

        @Override
        public byte[] refuse(byte[] beginning, String reason, MllpSender sender) {
            return reason.getBytes(US_ASCII);
        }
    }

    private void open(int connections, Duration within, int bytes, String... allowed) {
        List<AddressList.Entry> entries = List.of(allowed).stream()
                .map(new AddressList.Entry.Reader()::convert)
                .toList();
        listener = new MllpListener(new Limits(connections, within, bytes, Optional.of(entries)), new Echo(), metrics);
        listener.start();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", listener.port());
        socket.setSoTimeout((int) LIMIT.toMillis());
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        int one;
        while ((one = in.read()) >= 0 && one != 0x1C) {
            text.append((char) one);
        }
        in.read();
        return text.toString().substring(text.isEmpty() ? 0 : 1);
    }

    private double closed(String why) {
        return metrics.get("blockwatch.mllp.connections.closed")
                .tag("why", why)
                .counter()
                .count();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        listener.close();
    }

    @Test
    void shouldServeOthersWhileOneNeverEndsAndOneNeverReads() throws IOException {
        open(64, Duration.ofSeconds(2), 1 << 20);
        Socket slow = connect();
        send(slow, "\u000bhalf");
        Socket deaf = connect();
        send(deaf, "\u000bL\u001c\r");
        Socket silent = connect();
        Socket good = connect();
        for (int i = 0; i < 20; i++) {
            send(good, "\u000bm" + i + "\u001c\r");
            assertThat(answer(good)).isEqualTo("m" + i);
        }
        await().atMost(LIMIT).until(() -> closed("SLOW_FRAME") == 1 && closed("SLOW_READER") == 1);
        send(silent, "\u000bstill here\u001c\r");
        assertThat(answer(silent)).as("silence is no fault").isEqualTo("still here");
    }

    @Test
    void shouldCloseASenderOfAByteNowAndThen() throws IOException {
        open(64, Duration.ofSeconds(1), 1 << 20);
        Socket dripping = connect();
        send(dripping, "\u000b");
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(300)).until(() -> {
            try {
                send(dripping, "x");
            } catch (IOException e) {
                return true; // closed
            }
            return closed("SLOW_FRAME") == 1;
        });
    }

    @Test
    void shouldLetInNoMoreThanTheLimitAndNobodyFromElsewhere() throws IOException {
        open(2, Duration.ofSeconds(30), 1 << 20);
        Socket first = connect();
        send(first, "\u000b1\u001c\r");
        answer(first);
        connect();
        Socket third = connect();
        assertThat(third.getInputStream().read()).isEqualTo(-1);
        assertThat(closed("LIMIT")).isEqualTo(1);
        listener.close();
        open(2, Duration.ofSeconds(30), 1 << 20, "10.0.0.0/8", "127.0.0.2");
        assertThat(connect().getInputStream().read()).isEqualTo(-1);
        assertThat(closed("ADDRESS")).isEqualTo(1);
    }

    @Test
    void shouldRefuseALongMessageAndGoOn() throws IOException {
        open(64, Duration.ofSeconds(30), 1000);
        Socket socket = connect();
        send(socket, "\u000b" + "x".repeat(200_000) + "\u001c\r\u000bnext\u001c\r");
        assertThat(answer(socket)).contains("200000 bytes", "limit of 1000");
        assertThat(answer(socket)).isEqualTo("next");
    }
}
