package org.blockwatch.consumer.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.Fence;
import org.blockwatch.consumer.channel.peer.HttpRequest;
import org.blockwatch.consumer.channel.peer.TestPeer;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** How a request gets to where it should. */
@Timeout(120)
@Isolated("sets the JVM's proxy")
class HttpSenderTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Delivery.Accepted ACCEPTED = new Delivery.Accepted("taken");

    @Test
    void shouldPostToTheWholeAddress() throws Exception {
        try (TestPeer peer = TestPeer.playing(TestPeer.answering("HTTP/1.1 204 No Content"))) {
            assertThat(post(URI.create("http://localhost:" + peer.port() + "/a%20b?c=d")))
                    .isEqualTo(ACCEPTED);

            HttpRequest request = peer.requests.get(0);
            assertThat(request.line()).isEqualTo("POST /a%20b?c=d HTTP/1.1");
            assertThat(request.headers().get("host")).containsExactly("localhost:" + peer.port());
            assertThat(request.headers().get("content-type")).containsExactly("text/plain");
            assertThat(request.body()).isEqualTo("ä");
        }
    }

    @Test
    void shouldSendTheCredentialsOfTheAddressAndNotNameThemInTheHost() throws Exception {
        try (TestPeer peer = TestPeer.playing(TestPeer.answering("HTTP/1.1 204 No Content"))) {
            assertThat(post(URI.create("http://us%40r:p%3Ass@localhost:" + peer.port())))
                    .isEqualTo(ACCEPTED);

            HttpRequest request = peer.requests.get(0);
            assertThat(request.headers().get("authorization"))
                    .containsExactly("Basic "
                            + Base64.getEncoder().encodeToString("us@r:p:ss".getBytes(StandardCharsets.UTF_8)));
            assertThat(request.headers().get("host")).containsExactly("localhost:" + peer.port());
            assertThat(request.line()).isEqualTo("POST / HTTP/1.1");
        }
    }

    @Test
    void shouldTakeAStatusForWhatItSaysHoweverManyHeadersFollow() throws Exception {
        String[] answer = new String[302];
        Arrays.fill(answer, "Set-Cookie: " + "c".repeat(200) + "=1");
        answer[0] = "HTTP/1.1 200 OK";
        answer[301] = "X-Long: " + "x".repeat(20_000);
        try (TestPeer peer = TestPeer.playing(TestPeer.answering(answer))) {
            assertThat(post(peer.url("http"))).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void shouldFollowNoRedirect() throws Exception {
        try (TestPeer peer = TestPeer.playing(
                TestPeer.answering("HTTP/1.1 307 Temporary Redirect", "Location: http://localhost:1/elsewhere"))) {
            assertThat(post(peer.url("http"))).isEqualTo(new Delivery.Undeliverable(PageOutcome.REJECTED, "HTTP 307"));
            assertThat(peer.requests).hasSize(1);
        }
    }

    @Test
    void shouldWaitForTheAnswerThatIsAnnounced() throws Exception {
        try (TestPeer peer = TestPeer.playing(TestPeer.answering(
                "HTTP/1.1 100 Continue", "", "HTTP/1.1 103 Hints", "link: x", "", "HTTP/1.0 200 OK"))) {
            assertThat(post(peer.url("http"))).isEqualTo(ACCEPTED);
        }
    }

    /** Hospitals let nothing out but through a proxy, which also is the only one to know names outside. */
    @Test
    void shouldGoThroughTheProxyThatTheJvmIsToldOf() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (TestPeer peer = TestPeer.playing((proxy, connection) -> {
            assertThat(connection.line()).isEqualTo("CONNECT pages.invalid:80 HTTP/1.1");
            while (!connection.line().isEmpty()) {
                // nothing that matters
            }
            connection.say("HTTP/1.1 200 OK\r\n\r\n");
            proxy.requests.add(connection.request());
            connection.say("HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("localhost", peer.port())));

            assertThat(post(URI.create("http://pages.invalid"))).isEqualTo(ACCEPTED);
            assertThat(peer.requests).extracting(HttpRequest::line).containsExactly("POST / HTTP/1.1");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    /** A person may answer while the connection is slow to open. */
    @Test
    void shouldSayNothingOnceNobodyNeedsItAnyMore() throws Exception {
        try (TestPeer peer = TestPeer.playing(TestPeer.answering("HTTP/1.1 204 No Content"))) {
            assertThat(post(peer.url("http"), () -> Optional.of(PageOutcome.ALREADY_ACKNOWLEDGED)))
                    .isEqualTo(new Delivery.Suppressed(PageOutcome.ALREADY_ACKNOWLEDGED));
            assertThat(peer.requests).isEmpty();
        }
    }

    private static Delivery post(URI url) throws Exception {
        return post(url, Fence.OPEN);
    }

    private static Delivery post(URI url, Fence fence) throws Exception {
        try (HttpSender sender = new HttpSender(
                "test",
                WebAddress.parse(url.toString()),
                EngineClock.system()::wallNow,
                LIMIT,
                LIMIT,
                SSLContext.getDefault())) {
            return sender.post(
                    Map.of("content-type", "text/plain"), "ä".getBytes(StandardCharsets.UTF_8), ACCEPTED, fence);
        }
    }
}
