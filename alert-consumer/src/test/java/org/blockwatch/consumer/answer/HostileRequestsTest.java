package org.blockwatch.consumer.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.blockwatch.service.crypto.Hmac;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What anybody can write to the doors for answers: each request is answered in one line, and none is taken for an answer or logged. */
@Timeout(120)
class HostileRequestsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final AnswerHarness doors = new AnswerHarness(java.util.Map.of("http.rate.limit", "1000"));

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void close() {
        logger.detachAppender(logged);
        doors.close();
    }

    @Test
    void shouldAnswerInOneLineWhateverIsSentAndLogNothing() throws IOException {
        doors.hear(AnswerHarness.alert(AnswerHarness.ALERT_ID).build());
        List<String> paths = List.of(
                "/api/v1/alerts/" + doors.name() + "/answers",
                "/pagerduty",
                doors.link(AnswerHarness.NURSE, AnswerHarness.page()));
        for (String path : paths) {
            for (Body body : bodies()) {
                for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
                    String answer = post(path, type, body);

                    assertThat(answer)
                            .as(path + " " + type + " " + body.name)
                            .matches("(?s)HTTP/1\\.1 (4\\d\\d|200) .*");
                    assertThat(answer).doesNotContain("Exception", "\tat ");
                }
            }
        }
        assertThat(doors.log).isEmpty();
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
    }

    private record Body(String name, String charset, byte[] bytes, boolean brokenChunks) {}

    private static List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        for (String charset : List.of("utf-7", "?", "\"", "utf-8; charset=utf-7")) {
            bodies.add(new Body("charset " + charset, "; charset=" + charset, "{\"kind\":1}".getBytes(UTF_8), false));
        }
        bodies.add(new Body("broken chunks", "", "zz;kind=1".getBytes(UTF_8), true));
        for (int depth : List.of(999, 1000, 1001, 100_000)) {
            bodies.add(new Body("arrays " + depth, "", "[".repeat(depth).getBytes(UTF_8), false));
            bodies.add(new Body(
                    "closed arrays " + depth, "", ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8), false));
            bodies.add(new Body(
                    "objects " + depth,
                    "",
                    "{\"a\":".repeat(Math.min(depth, 50_000)).getBytes(UTF_8),
                    false));
        }
        bodies.add(new Body("a number of many digits", "", "9".repeat(200_000).getBytes(UTF_8), false));
        bodies.add(
                new Body("a name of many letters", "", ("{\"" + "a".repeat(200_000) + "\":1}").getBytes(UTF_8), false));
        bodies.add(new Body("nothing", "", new byte[0], false));
        bodies.add(new Body("no text", "", new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}, false));
        for (String charset : List.of("UTF-32BE", "UTF-32LE", "UTF-16BE")) {
            byte[] text = "{\"kind\":1}".getBytes(Charset.forName(charset));
            bodies.add(new Body(charset, "", text, false));
            bodies.add(new Body(charset + " cut", "", java.util.Arrays.copyOf(text, text.length - 1), false));
        }
        bodies.add(new Body("no such character", "", new byte[] {0, 0, 0, '{', 0x7f, 0, 0, 0}, false));
        bodies.add(new Body("percent", "", "answer=%zz&by=%".getBytes(UTF_8), false));
        return bodies;
    }

    private String post(String path, String type, Body body) throws IOException {
        String signature =
                HexFormat.of().formatHex(Hmac.sha256(AnswerHarness.PAGERDUTY_SECRET.getBytes(UTF_8), body.bytes));
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + type
                + body.charset
                + "\r\nAuthorization: Bearer " + AnswerHarness.TOKEN + "\r\nX-PagerDuty-Signature: v1=" + signature
                + "\r\n"
                + (body.brokenChunks
                        ? "Transfer-Encoding: chunked\r\n\r\n"
                        : "Content-Length: " + body.bytes.length + "\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(ISO_8859_1));
        request.writeBytes(body.bytes);
        try (Socket socket = new Socket("127.0.0.1", doors.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            if (body.brokenChunks) {
                socket.getOutputStream().write("\r\n\r\n".getBytes(ISO_8859_1));
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
