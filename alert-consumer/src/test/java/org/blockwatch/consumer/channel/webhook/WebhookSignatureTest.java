package org.blockwatch.consumer.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.http.HttpSender;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.consumer.channel.peer.HttpRequest;
import org.blockwatch.consumer.channel.peer.Letter;
import org.blockwatch.consumer.channel.peer.TestPeer;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.webhook.WebhookSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves by the webhook, verified by the library of those who wrote the specification. */
class WebhookSignatureTest {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final TestPeer.Script OK = TestPeer.answering("HTTP/1.1 204 No Content");

    @Test
    void shouldBeVerifiedByReceiversOfEitherSecretWhileTheyChangeOver() throws Exception {
        HttpRequest request = sent(Pages.outgoing("4711", 1, "webhook"), NEW, OLD);

        new Webhook(NEW).verify(request.body(), request.headers());
        new Webhook(OLD).verify(request.body(), request.headers());
        assertThatThrownBy(() -> new Webhook(OTHER).verify(request.body(), request.headers()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(OLD).verify(request.body() + " ", request.headers()))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void shouldSignTextThatIsNotAscii() throws Exception {
        OutgoingPage page = Pages.outgoing(
                Pages.request("4711", 1)
                        .setText("Schwäche im linken Bein – jetzt prüfen")
                        .build(),
                "webhook");

        HttpRequest request = sent(page, OLD);

        new Webhook(OLD).verify(request.body(), request.headers());
    }

    @Test
    void shouldKeepIdAndBodyWhenThePageIsSentAgain() throws Exception {
        OutgoingPage page = Pages.outgoing("4711", 1, "webhook");

        HttpRequest first = sent(page, OLD);
        HttpRequest again = sent(page, OLD);

        assertThat(again.headers().get("webhook-id")).isEqualTo(first.headers().get("webhook-id"));
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void shouldSayWhatDocsWebhookMdPromisesAndNothingOfThePatient() throws Exception {
        OutgoingPage page = Letter.to("theatre")
                .link("https://blockwatch.example.org/a/b?c")
                .also(new OutgoingPage.AlertName("alert_x", Priority.MEDIUM, AlertCode.EXAM_INCOMPLETE))
                .page();

        HttpRequest sent = sent(page, OLD);

        assertThat(sent.headers().get("content-type")).containsExactly("application/json");
        assertThat(sent.headers().get("webhook-id")).containsExactly(page.attemptId());
        assertThat(new ObjectMapper().readTree(sent.body())).isEqualTo(new ObjectMapper().readTree("""
                {"type": "page.requested",
                 "timestamp": "2026-03-01T13:00:00Z",
                 "data": {
                   "page": "%s",
                   "alert": "%s",
                   "priority": "HIGH",
                   "code": "DEFICIT_PERSISTS_4H",
                   "reason": "ALERT_STARTED",
                   "tier": 1,
                   "step": 1,
                   "attempt": 1,
                   "unit": "4 West",
                   "bed": "12",
                   "blockAgeMinutes": 240,
                   "roles": ["proceduralist", "anaesthetist on call"],
                   "recipient": "proceduralist, anaesthetist on call",
                   "address": "theatre",
                   "also": [{"alert": "alert_x", "priority": "MEDIUM", "code": "EXAM_INCOMPLETE"}],
                   "summary": "HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now.",
                   "text": "HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now.\\nFound: left hip flexion 3/5 (L2, L3)\\nDo: examine both legs now",
                   "link": "https://blockwatch.example.org/a/b?c"}}
                """.formatted(
                                page.attemptId(), page.alert().name())));
        assertThat(sent.headers() + sent.body())
                .doesNotContain("4711")
                .doesNotContain("implicit")
                .doesNotContain("dr-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_short", "whsec_not base64!", "whsec_AAAA"})
    void shouldRefuseWhatIsNoSecretWithoutRepeatingIt(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSecret.parse(secret))
                .withMessageContaining("is not a webhook secret")
                .withMessageNotContaining(secret);
    }

    private static HttpRequest sent(OutgoingPage page, String... secrets) throws Exception {
        try (TestPeer peer = TestPeer.playing(OK);
                WebhookChannel channel = new WebhookChannel(
                        List.of(secrets).stream().map(WebhookSecret::parse).toList(),
                        EngineClock.system()::wallNow,
                        new HttpSender(
                                "webhook",
                                WebAddress.parse(peer.url("http").toString()),
                                EngineClock.system()::wallNow,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5),
                                SSLContext.getDefault()))) {
            assertThat(channel.send(page)).isEqualTo(new Delivery.Accepted(null));
            return peer.requests.get(0);
        }
    }
}
