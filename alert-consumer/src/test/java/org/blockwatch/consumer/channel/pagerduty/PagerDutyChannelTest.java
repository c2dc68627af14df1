package org.blockwatch.consumer.channel.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.IncidentNews;
import org.blockwatch.consumer.channel.http.HttpSender;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.consumer.channel.peer.HttpRequest;
import org.blockwatch.consumer.channel.peer.Letter;
import org.blockwatch.consumer.channel.peer.TestPeer;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.Priority;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What PagerDuty is told, in which order, and within which limits. */
@Timeout(120)
class PagerDutyChannelTest {

    private static final String DEFAULT_KEY = "0123456789abcdef0123456789abcdef";
    private static final String THEATRE_KEY = "fedcba9876543210fedcba9876543210";
    private static final TestPeer.Script TAKEN = TestPeer.answering("HTTP/1.1 202 Accepted", "content-length: 0");
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestPeer peer;
    private PagerDutyChannel channel;

    @BeforeEach
    void open() throws Exception {
        open(TAKEN);
    }

    @AfterEach
    void close() throws Exception {
        channel.close();
        peer.close();
    }

    @Test
    void shouldTriggerAnIncidentUnderThePagesOwnKey() throws Exception {
        OutgoingPage page = Letter.to(null)
                .text("the whole story")
                .link("https://blockwatch.example.org/a/b?c")
                .also(new OutgoingPage.AlertName("alert_x", Priority.MEDIUM, AlertCode.EXAM_INCOMPLETE))
                .page();

        assertThat(channel.send(page)).isEqualTo(new Delivery.Accepted(null, "default"));

        HttpRequest request = peer.requests.get(0);
        assertThat(request.headers().get("content-type")).containsExactly("application/json");
        assertThat(JSON.readTree(request.body())).isEqualTo(JSON.readTree("""
                {"routing_key": "%s",
                 "event_action": "trigger",
                 "dedup_key": "%s",
                 "client": "Blockwatch",
                 "payload": {
                   "summary": "HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now.",
                   "severity": "critical",
                   "source": "4 West bed 12",
                   "class": "DEFICIT_PERSISTS_4H",
                   "timestamp": "2026-03-01T13:00:00Z",
                   "custom_details": {
                     "text": "the whole story",
                     "alert": "%s",
                     "reason": "ALERT_STARTED",
                     "tier": 1,
                     "step": 1,
                     "roles": ["proceduralist", "anaesthetist on call"],
                     "also": ["MEDIUM EXAM_INCOMPLETE"]}},
                 "links": [{"href": "https://blockwatch.example.org/a/b?c", "text": "See and answer this page"}]}
                """.formatted(
                        DEFAULT_KEY, page.attemptId(), page.alert().name())));
        assertThat(request.body()).doesNotContain("4711");
    }

    /** Keys of one incident that went to two services would open two incidents. */
    @Test
    void shouldTellTheServiceThatWasPagedOfTheAnswerAndTheEnd() throws Exception {
        OutgoingPage page = Letter.to("theatre").page();
        Delivery.Accepted accepted = (Delivery.Accepted) channel.send(page);

        channel.tell(new IncidentNews(page.attemptId(), accepted.incident(), false));
        channel.tell(new IncidentNews(page.attemptId(), accepted.incident(), true));

        assertThat(events())
                .extracting(event -> event.get("event_action").asText())
                .containsExactly("trigger", "acknowledge", "resolve");
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.get("routing_key").asText()).isEqualTo(THEATRE_KEY);
            assertThat(event.get("dedup_key").asText()).isEqualTo(page.attemptId());
        });
    }

    @Test
    void shouldNotOpenAnIncidentAgainThatIsToBeResolved() throws Exception {
        OutgoingPage page = Letter.to(null).page();
        channel.tell(new IncidentNews(page.attemptId(), "default", true));

        assertThat(channel.send(page)).isEqualTo(new Delivery.Suppressed(PageOutcome.ALERT_ENDED));
        assertThat(events())
                .extracting(event -> event.get("event_action").asText())
                .containsExactly("resolve");
    }

    @Test
    void shouldNotLetAnEventOvertakeAnotherOfTheSameIncident() throws Exception {
        CountDownLatch triggered = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        close();
        open((peer, connection) -> {
            connection.request();
            triggered.countDown();
            told.await();
            connection.say("HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n");
        });
        OutgoingPage page = Letter.to(null).page();
        CompletableFuture<Delivery> trigger = CompletableFuture.supplyAsync(() -> {
            try {
                return channel.send(page);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        triggered.await();

        Delivery resolve = channel.tell(new IncidentNews(page.attemptId(), "default", true));
        told.countDown();

        assertThat(resolve.outcome()).isEqualTo(PageOutcome.RATE_LIMITED);
        assertThat(trigger.get().outcome()).isEqualTo(PageOutcome.OK);
    }

    @Test
    void shouldRefuseAServiceThatTheSettingsDoNotKnow() throws Exception {
        Delivery delivery = channel.send(Letter.to("bob@example.org").page());

        assertThat(delivery)
                .isInstanceOfSatisfying(
                        Delivery.Undeliverable.class,
                        refused -> assertThat(refused.detail())
                                .contains("routing key")
                                .doesNotContain("bob"));
        assertThat(peer.connections()).isZero();
    }

    /** A page must not be lost because there is too much to say. */
    @Test
    void shouldShortenWhatIsTooLongAndSayIt() throws Exception {
        channel.send(Letter.to(null).text("\u20ac\n".repeat(200_000)).page());

        HttpRequest request = peer.requests.get(0);
        assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(512_000);
        assertThat(JSON.readTree(request.body())
                        .at("/payload/custom_details/text")
                        .asText())
                .hasSizeGreaterThan(50_000)
                .endsWith("[cut]");
    }

    private void open(TestPeer.Script script) throws Exception {
        peer = TestPeer.playing(script);
        Duration limit = Duration.ofSeconds(60);
        channel = new PagerDutyChannel(
                Map.of("default", DEFAULT_KEY, "theatre", THEATRE_KEY),
                new HttpSender(
                        "pagerduty",
                        WebAddress.parse(peer.url("http").toString()),
                        EngineClock.system()::wallNow,
                        limit,
                        limit,
                        SSLContext.getDefault()));
    }

    private List<JsonNode> events() {
        return peer.requests.stream()
                .map(request -> {
                    try {
                        return JSON.readTree(request.body());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
