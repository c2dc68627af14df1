package org.blockwatch.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.blockwatch.event.PageOutcome.CONNECTION_LOST;
import static org.blockwatch.event.PageOutcome.CONNECT_FAILED;
import static org.blockwatch.event.PageOutcome.OK;
import static org.blockwatch.event.PageOutcome.RATE_LIMITED;
import static org.blockwatch.event.PageOutcome.REJECTED;
import static org.blockwatch.event.PageOutcome.SERVER_ERROR;
import static org.blockwatch.event.PageOutcome.TIMEOUT;
import static org.blockwatch.event.PageOutcome.TLS_FAILED;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.peer.Dialogue;
import org.blockwatch.consumer.channel.peer.Dialogue.Mishap;
import org.blockwatch.consumer.channel.peer.Dialogue.Turn;
import org.blockwatch.consumer.channel.peer.Letter;
import org.blockwatch.consumer.channel.peer.Mishaps;
import org.blockwatch.consumer.channel.peer.PeerCertificates;
import org.blockwatch.consumer.channel.peer.PeerProtocols;
import org.blockwatch.consumer.channel.peer.TestPeer;
import org.blockwatch.event.PageOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault on every channel, at every turn of its protocol: rows are faults, columns are channels. A new channel is
 * one more column.
 */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class ChannelFaultsTest {

    /** For what ends by the limit, and for what ends by itself. */
    private static final String SHORT = "PT0.5S";

    private static final String LONG = "PT2M";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String MAILBOX = "oncall@example.org";
    private static final String PAGER = "5551234567";
    private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";
    private static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PASSWORD = "hunter2";

    @TempDir
    private static Path directory;

    private static SSLContext trust;
    private static SSLContext trusted;
    private static Map<String, SSLContext> untrusted;

    @BeforeAll
    static void certify() throws Exception {
        PeerCertificates certificates = new PeerCertificates(directory);
        trust = certificates.trust();
        trusted = certificates.server("localhost");
        untrusted = Map.of(
                "that nobody vouches for", certificates.selfSigned("localhost"),
                "of another host", certificates.server("mail.example.org"),
                "that has expired", certificates.expired("localhost"));
    }

    /** What is left behind by a send would be left behind by every send. */
    @AfterAll
    static void shouldLeaveNoThreadBehind() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.matches("(webhook|pagerduty|smtp|snpp)-tcp-\\d+"));
        });
    }

    static Stream<ChannelColumn> channels() {
        return Stream.of(
                new ChannelColumn(
                        "webhook",
                        Map.of("webhook.url", "http://localhost:PORT/pages", "webhook.secret", WEBHOOK_SECRET),
                        null,
                        PeerProtocols.http("204 No Content")),
                new ChannelColumn(
                        "pagerduty",
                        Map.of(
                                "pagerduty.url",
                                "http://localhost:PORT/v2/enqueue",
                                "pagerduty.routing.keys",
                                "theatre=" + ROUTING_KEY),
                        "theatre",
                        PeerProtocols.http("202 Accepted")),
                new ChannelColumn(
                        "smtp",
                        Map.of(
                                "smtp.host", "localhost",
                                "smtp.port", "PORT",
                                "smtp.from", "blockwatch@example.org",
                                "smtp.user", "blockwatch",
                                "smtp.password", PASSWORD),
                        MAILBOX,
                        PeerProtocols.smtpWithStarttls(trusted)),
                new ChannelColumn(
                        "smtp in clear",
                        Map.of(
                                "smtp.host", "127.0.0.1",
                                "smtp.port", "PORT",
                                "smtp.tls", "none",
                                "smtp.from", "blockwatch@example.org"),
                        MAILBOX,
                        PeerProtocols.smtp()),
                new ChannelColumn(
                        "snpp", Map.of("snpp.host", "localhost", "snpp.port", "PORT"), PAGER, PeerProtocols.snpp1()),
                new ChannelColumn(
                        "snpp of level 2",
                        Map.of(
                                "snpp.host", "localhost",
                                "snpp.port", "PORT",
                                "snpp.level", "2",
                                "snpp.login", "blockwatch",
                                "snpp.password", PASSWORD,
                                "snpp.caller", "5559876543"),
                        PAGER,
                        PeerProtocols.snpp2()));
    }

    private record Fault(String name, Mishap mishap, String limit, PageOutcome outcome) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("stalls", Mishaps.STALL, SHORT, TIMEOUT),
            new Fault("stalls in the middle", Mishaps.STALL_IN_THE_MIDDLE, SHORT, TIMEOUT),
            new Fault("drips", Mishaps.DRIP, SHORT, TIMEOUT),
            new Fault("hangs up", Mishaps.HANG_UP, LONG, CONNECTION_LOST),
            new Fault("resets", Mishaps.RESET, LONG, CONNECTION_LOST),
            new Fault("talks garbage", Mishaps.GARBAGE, LONG, SERVER_ERROR),
            new Fault("never ends", Mishaps.HUGE, LONG, SERVER_ERROR));

    static Stream<Arguments> faults() {
        return channels()
                .flatMap(channel -> channel.dialogue().turns().stream()
                        .flatMap(turn -> FAULTS.stream()
                                .map(fault -> arguments(
                                        channel, Named.of(turn.name(), turn), Named.of(fault.name(), fault)))));
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @MethodSource("faults")
    void shouldEndInTimeAndAskForAnotherTry(ChannelColumn channel, Turn turn, Fault fault) throws Exception {
        try (TestPeer peer = TestPeer.playing(channel.dialogue().failing(turn, fault.mishap()))) {
            long began = System.nanoTime();

            Delivery delivery = send(channel, peer, fault.limit());

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            assertThat(delivery).isInstanceOf(Delivery.Failed.class);
            assertThat(delivery.outcome()).isEqualTo(fault.outcome());
            await().atMost(SOON).until(() -> peer.connections() > 0 && peer.open() == 0);
            assertThat(peer.connections())
                    .as("the ladder tries again, nobody else")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("channels")
    void shouldBeAcceptedWhereAllIsWell(ChannelColumn channel) throws Exception {
        try (TestPeer peer = TestPeer.playing(channel.dialogue().well())) {
            assertThat(send(channel, peer, LONG).outcome()).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @MethodSource("channels")
    void shouldAskForAnotherTryWhereNobodyIsThere(ChannelColumn channel) throws Exception {
        try (Channel open = channel.open(TestPeer.nobody(), LONG, trust)) {
            Delivery delivery = open.send(Letter.to(channel.address()).page());

            assertThat(delivery).isInstanceOf(Delivery.Failed.class);
            assertThat(delivery.outcome()).isEqualTo(CONNECT_FAILED);
            tellsNothing(delivery);
        }
    }

    /** A lane that closes interrupts its threads; what became of the page is not known then. */
    @ParameterizedTest
    @MethodSource("channels")
    void shouldHangUpWhenItIsInterrupted(ChannelColumn channel) throws Exception {
        Turn first = channel.dialogue().turns().get(0);
        try (TestPeer peer = TestPeer.playing(channel.dialogue().failing(first, Mishaps.STALL));
                Channel open = channel.open(peer.port(), LONG, trust)) {
            FutureTask<Delivery> sending = new FutureTask<>(
                    () -> open.send(Letter.to(channel.address()).page()));
            Thread lane = new Thread(sending);
            lane.start();
            await().atMost(SOON).until(() -> peer.open() == 1);

            lane.interrupt();

            assertThatThrownBy(() -> sending.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(InterruptedException.class);
            await().atMost(SOON).until(() -> peer.open() == 0);
        }
    }

    private static Arguments failed(String channel, String turn, PageOutcome outcome, String reply) {
        return arguments(channel, turn, reply, Delivery.Failed.class, outcome);
    }

    private static Arguments refused(String channel, String turn, String reply) {
        return arguments(channel, turn, reply, Delivery.Undeliverable.class, REJECTED);
    }

    private static Arguments accepted(String channel, String turn, String reply) {
        return arguments(channel, turn, reply, Delivery.Accepted.class, OK);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                        Stream.of("webhook", "pagerduty")
                                .flatMap(http -> Stream.of(
                                        failed(http, "request", TIMEOUT, "HTTP/1.1 408 Timeout\r\nretry-after: 7"),
                                        failed(http, "request", RATE_LIMITED, "HTTP/1.1 429 Slow\r\nretry-after: 7"),
                                        failed(
                                                http,
                                                "request",
                                                RATE_LIMITED,
                                                "HTTP/1.1 429 Slow\r\nretry-after: Fri, 01 Jan 2100 00:00:00 GMT"),
                                        failed(http, "request", SERVER_ERROR, "HTTP/1.1 503 Down\r\nretry-after: 7"),
                                        failed(http, "request", SERVER_ERROR, "HTTP/1.1 500 Oops"),
                                        refused(http, "request", "HTTP/1.1 400 Invalid"),
                                        refused(http, "request", "HTTP/1.1 301 Elsewhere\r\nlocation: /"))),
                        Stream.of(
                                failed("smtp", "greeting", SERVER_ERROR, "421 4.3.2 too many connections"),
                                refused("smtp", "greeting", "554 no service here"),
                                failed("smtp", "EHLO", TLS_FAILED, "250 a server without STARTTLS"),
                                failed("smtp", "STARTTLS", SERVER_ERROR, "454 4.7.0 TLS not available"),
                                failed("smtp", "AUTH", SERVER_ERROR, "454 4.7.0 try later"),
                                refused("smtp", "AUTH", "535 5.7.8 wrong password hunter2"),
                                failed("smtp", "MAIL", SERVER_ERROR, "452 4.3.1 disk full"),
                                failed("smtp", "MAIL", RATE_LIMITED, "450 4.7.1 too much mail"),
                                failed("smtp", "RCPT", RATE_LIMITED, "450 4.2.0 <" + MAILBOX + "> greylisted"),
                                failed("smtp", "RCPT", RATE_LIMITED, "452 too many recipients"),
                                failed("smtp", "RCPT", SERVER_ERROR, "421 4.3.2 closing"),
                                refused("smtp", "RCPT", "550 5.1.1 <" + MAILBOX + "> unknown"),
                                refused("smtp", "DATA", "554 5.5.1 no"),
                                failed("smtp", "end of data", SERVER_ERROR, "451 4.3.0 queue file"),
                                refused("smtp", "end of data", "554 5.7.1 spam")),
                        Stream.of(
                                failed("snpp", "greeting", SERVER_ERROR, "421 gateway service unavailable"),
                                failed("snpp", "PAGE", SERVER_ERROR, "421 too many errors"),
                                failed("snpp", "PAGE", SERVER_ERROR, "554 failed (technical reason)"),
                                refused("snpp", "PAGE", "550 invalid pager " + PAGER),
                                refused("snpp", "MESS", "550 invalid message"),
                                failed("snpp", "SEND", SERVER_ERROR, "503 pager or message incomplete"),
                                failed("snpp", "SEND", SERVER_ERROR, "554 failed (technical reason)"),
                                refused("snpp of level 2", "LOGI", "550 invalid login"),
                                refused("snpp of level 2", "DATA", "500 not implemented"),
                                failed("snpp of level 2", "LEVE", SERVER_ERROR, "421 too many errors")))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @MethodSource("answers")
    void shouldTellForNowFromForGood(String name, String turnName, String reply, Class<?> kind, PageOutcome outcome)
            throws Exception {
        ChannelColumn channel =
                channels().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        Turn turn = channel.dialogue().turns().stream()
                .filter(each -> each.name().equals(turnName))
                .findFirst()
                .orElseThrow();
        String ending = reply.startsWith("HTTP") ? "\r\ncontent-length: 0\r\nconnection: close\r\n\r\n" : "\r\n";
        try (TestPeer peer = TestPeer.playing(channel.dialogue().failing(turn, Mishaps.saying(reply + ending)))) {
            Delivery delivery = send(channel, peer, LONG);

            assertThat(delivery).isInstanceOf(kind);
            assertThat(delivery.outcome()).isEqualTo(outcome);
            if (reply.contains("retry-after") && delivery instanceof Delivery.Failed failed) {
                assertThat(failed.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
            }
            await().atMost(SOON).until(() -> peer.open() == 0);
        }
    }

    static Stream<Arguments> encrypted() {
        Stream<ChannelColumn> columns = Stream.of(
                new ChannelColumn(
                        "webhook",
                        Map.of("webhook.url", "https://localhost:PORT/pages", "webhook.secret", WEBHOOK_SECRET),
                        null,
                        PeerProtocols.http("204 No Content")),
                new ChannelColumn(
                        "pagerduty",
                        Map.of("pagerduty.url", "https://localhost:PORT/", "pagerduty.routing.key", ROUTING_KEY),
                        null,
                        PeerProtocols.http("202 Accepted")),
                new ChannelColumn(
                        "smtp over TLS",
                        Map.of(
                                "smtp.host", "localhost",
                                "smtp.port", "PORT",
                                "smtp.tls", "implicit",
                                "smtp.from", "blockwatch@example.org",
                                "smtp.to", MAILBOX),
                        null,
                        PeerProtocols.smtp()));
        return columns.flatMap(
                channel -> untrusted.keySet().stream().map(certificate -> arguments(channel, certificate)));
    }

    @ParameterizedTest(name = "{0}: a certificate {1}")
    @MethodSource("encrypted")
    void shouldNotSpeakToAServerWithACertificate(ChannelColumn channel, String certificate) throws Exception {
        try (TestPeer peer = TestPeer.secure(trusted, channel.dialogue().well())) {
            assertThat(send(channel, peer, LONG).outcome()).isEqualTo(OK);
        }
        try (TestPeer peer =
                TestPeer.secure(untrusted.get(certificate), channel.dialogue().well())) {
            Delivery delivery = send(channel, peer, LONG);

            assertThat(delivery).isInstanceOf(Delivery.Failed.class);
            assertThat(delivery.outcome()).isEqualTo(TLS_FAILED);
            assertThat(peer.requests).isEmpty();
        }
    }

    static Stream<String> certificates() {
        return untrusted.keySet().stream();
    }

    @ParameterizedTest(name = "smtp: a certificate {0}")
    @MethodSource("certificates")
    void shouldNotChangeToTlsWithACertificate(String certificate) throws Exception {
        ChannelColumn smtp = channels()
                .filter(each -> each.name().equals("smtp"))
                .findFirst()
                .orElseThrow();
        Dialogue dialogue = PeerProtocols.smtpWithStarttls(untrusted.get(certificate));
        try (TestPeer peer = TestPeer.playing(dialogue.well())) {
            Delivery delivery = send(smtp, peer, LONG);

            assertThat(delivery).isInstanceOf(Delivery.Failed.class);
            assertThat(delivery.outcome()).isEqualTo(TLS_FAILED);
        }
    }

    private static Delivery send(ChannelColumn column, TestPeer peer, String limit) throws Exception {
        try (Channel channel = column.open(peer.port(), limit, trust)) {
            Delivery delivery = channel.send(Letter.to(column.address()).page());
            tellsNothing(delivery);
            return delivery;
        }
    }

    /** Details are kept in the trail. */
    private static void tellsNothing(Delivery delivery) {
        assertThat(delivery.toString())
                .doesNotContain("4711", MAILBOX, PAGER, ROUTING_KEY, WEBHOOK_SECRET.substring(6), PASSWORD);
    }
}
