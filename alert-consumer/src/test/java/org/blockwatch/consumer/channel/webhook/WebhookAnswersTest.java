package org.blockwatch.consumer.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.consumer.channel.peer.TestPeer.answering;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.http.HttpSender;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.consumer.channel.peer.HttpRequest;
import org.blockwatch.consumer.channel.peer.TestPeer;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.service.webhook.WebhookSecret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What receivers answer to a page, and what becomes of it. */
@Timeout(120)
class WebhookAnswersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T13:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Far beyond the limit, so that a channel that waited for it would be seen. */
    private static final int LONG = 600_000;

    static Stream<Arguments> answers() {
        return Stream.of(
                accepted("200", status("200 OK")),
                accepted("202 and a body", answering("HTTP/1.1 202 Accepted", "content-length: 2", "", "ok")),
                accepted("204", answering("HTTP/1.1 204 No Content")),
                accepted("200, then the body drips", dripping()),
                accepted("200, then the body stalls", stalling()),
                accepted(
                        "200, then hangs up in the body", answering("HTTP/1.1 200 OK", "content-length: 9", "", "abc")),
                failed("408", PageOutcome.TIMEOUT, null, status("408 Request Timeout")),
                failed("429", PageOutcome.RATE_LIMITED, null, status("429 Too Many Requests")),
                failed("429, wait 7 s", PageOutcome.RATE_LIMITED, 7, status("429 Slow", "retry-after: 7")),
                failed(
                        "429, wait until a date",
                        PageOutcome.RATE_LIMITED,
                        90,
                        status("429 Slow", "Retry-After: Sun, 1 Mar 2026 13:01:30 GMT")),
                failed(
                        "503, wait until a date gone by",
                        PageOutcome.SERVER_ERROR,
                        0,
                        status("503 Down", "Retry-After: Sun, 01 Mar 2026 12:00:00 GMT")),
                failed(
                        "503, wait for nonsense",
                        PageOutcome.SERVER_ERROR,
                        null,
                        status("503 Down", "retry-after: soon")),
                failed("500", PageOutcome.SERVER_ERROR, null, status("500 Oops")),
                failed("502", PageOutcome.SERVER_ERROR, null, status("502 Bad Gateway")),
                failed("504", PageOutcome.SERVER_ERROR, null, status("504 Gateway Timeout")),
                refused("301", status("301 Moved", "location: /elsewhere")),
                refused("307", status("307 Temporary", "location: /elsewhere")),
                refused("400", status("400 Bad Request")),
                refused("401", status("401 Unauthorized", "www-authenticate: Basic realm=\"x\"")),
                refused("404", status("404 Not Found")),
                refused("410", status("410 Gone")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void shouldSayWhatBecameOfThePage(
            String receiver, TestPeer.Script script, Class<?> kind, PageOutcome outcome, @Nullable Duration wait)
            throws Exception {
        try (TestPeer peer = TestPeer.playing(script)) {
            Delivery delivery = send(peer);

            assertThat(delivery).isInstanceOf(kind);
            assertThat(delivery.outcome()).isEqualTo(outcome);
            if (delivery instanceof Delivery.Failed failed) {
                assertThat(failed.retryAfter()).isEqualTo(wait);
            }
        }
    }

    @Test
    void shouldNotFollowARedirect() throws Exception {
        try (TestPeer peer = TestPeer.playing(status("307 Temporary", "location: /elsewhere"))) {
            send(peer);

            assertThat(peer.requests).extracting(HttpRequest::line).containsExactly("POST /pages HTTP/1.1");
        }
    }

    private static Delivery send(TestPeer peer) throws Exception {
        try (WebhookChannel channel = new WebhookChannel(
                List.of(new WebhookSecret(new byte[32])),
                () -> NOW,
                new HttpSender(
                        "webhook",
                        WebAddress.parse(peer.url("http").toString()),
                        () -> NOW,
                        LIMIT,
                        LIMIT,
                        SSLContext.getDefault()))) {
            return channel.send(Pages.outgoing("4711", 1, "webhook"));
        }
    }

    private static TestPeer.Script status(String status, String... headers) {
        return answering(Stream.concat(Stream.of("HTTP/1.1 " + status, "content-length: 0"), Stream.of(headers))
                .toArray(String[]::new));
    }

    private static TestPeer.Script stalling() {
        return (peer, connection) -> {
            connection.request();
            connection.say("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc");
            peer.pause(LONG);
        };
    }

    private static TestPeer.Script dripping() {
        return (peer, connection) -> {
            connection.request();
            connection.say("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
            while (peer.pause(50)) {
                connection.say("x");
            }
        };
    }

    private static Arguments accepted(String receiver, TestPeer.Script script) {
        return arguments(receiver, script, Delivery.Accepted.class, PageOutcome.OK, null);
    }

    private static Arguments refused(String receiver, TestPeer.Script script) {
        return arguments(receiver, script, Delivery.Undeliverable.class, PageOutcome.REJECTED, null);
    }

    private static Arguments failed(
            String receiver, PageOutcome outcome, @Nullable Integer seconds, TestPeer.Script script) {
        return arguments(
                receiver, script, Delivery.Failed.class, outcome, seconds == null ? null : Duration.ofSeconds(seconds));
    }
}
