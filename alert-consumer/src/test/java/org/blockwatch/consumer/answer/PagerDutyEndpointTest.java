package org.blockwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.consumer.answer.AnswerHarness.ALERT_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.NINE;
import static org.blockwatch.consumer.answer.AnswerHarness.OTHER_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.PAGERDUTY_SECRET;
import static org.blockwatch.consumer.answer.AnswerHarness.PAGE_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.accepted;
import static org.blockwatch.consumer.answer.AnswerHarness.alert;
import static org.blockwatch.consumer.answer.AnswerHarness.page;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.service.crypto.Hmac;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyEndpointTest {

    private static final String HEADER = "X-PagerDuty-Signature";

    /** A body, its secret ({@link AnswerHarness#PAGERDUTY_SECRET}) and its signature as PagerDuty's own client library is tested with them. */
    private static final String PUBLISHED = """
            {"event":{"id":"01BWDWL3NYY7LUFPZCC28QUCMK","event_type":"incident.priority_updated","resource_type":"incident",\
            "occurred_at":"2021-04-26T17:36:27.458Z","agent":{"html_url":"https://acme.pagerduty.com/users/PLH1HKV",\
            "id":"PLH1HKV","self":"https://api.pagerduty.com/users/PLH1HKV","summary":"Tenex Engineer",\
            "type":"user_reference"},"client":null,"data":{"id":"PGR0VU2","type":"incident",\
            "self":"https://api.pagerduty.com/incidents/PGR0VU2",\
            "html_url":"https://acme.pagerduty.com/incidents/PGR0VU2","number":2,"status":"triggered",\
            "title":"A little bump in the road","service":{"html_url":"https://acme.pagerduty.com/services/PF9KMXH",\
            "id":"PF9KMXH","self":"https://api.pagerduty.com/services/PF9KMXH","summary":"API Service",\
            "type":"service_reference"},"assignees":[{"html_url":"https://acme.pagerduty.com/users/PTUXL6G",\
            "id":"PTUXL6G","self":"https://api.pagerduty.com/users/PTUXL6G","summary":"User 123",\
            "type":"user_reference"}],"escalation_policy":{\
            "html_url":"https://acme.pagerduty.com/escalation_policies/PUS0KTE","id":"PUS0KTE",\
            "self":"https://api.pagerduty.com/escalation_policies/PUS0KTE","summary":"Default",\
            "type":"escalation_policy_reference"},"teams":[{"html_url":"https://acme.pagerduty.com/teams/PFCVPS0",\
            "id":"PFCVPS0","self":"https://api.pagerduty.com/teams/PFCVPS0","summary":"Engineering",\
            "type":"team_reference"}],"priority":{"html_url":"https://acme.pagerduty.com/account/incident_priorities",\
            "id":"PSO75BM","self":"https://api.pagerduty.com/priorities/PSO75BM","summary":"P1",\
            "type":"priority_reference"},"urgency":"high","conference_bridge":{"conference_number":1000,\
            "conference_url":"https://example.com"},"resolve_reason":null}}}""";

    private static final String PUBLISHED_SIGNATURE =
            "v1=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd";

    private final AnswerHarness doors = new AnswerHarness();

    @BeforeEach
    void aPageOnPagerDuty() {
        doors.hear(alert(ALERT_ID).build());
        doors.answers.heard(accepted("page_k3y"));
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void shouldAcceptThePublishedSignatureAndPassOverWhatIsNoAnswer() {
        HttpResponse<String> told = post(PUBLISHED, PUBLISHED_SIGNATURE);

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body()).contains("\"answers\":0", "incident.priority_updated is no answer");
        assertThat(doors.log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1=",
                "v1=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476ce",
                "v2=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd",
                "0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd"
            })
    void shouldRefuseASignatureThatDoesNotFit(String signature) {
        assertThat(post(PUBLISHED, signature).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldTakeOneFittingSignatureOfSeveral() {
        assertThat(post(PUBLISHED, "v1=00ff, " + PUBLISHED_SIGNATURE).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldTakeABodyChangedByOneByteForForged() {
        assertThat(post(PUBLISHED.replace("\"number\":2", "\"number\":3"), PUBLISHED_SIGNATURE)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldRecordAnAcknowledgementForEveryAlertOfThePageOnce() {
        doors.hear(alert(OTHER_ID).build());
        doors.answers.heard(page(OTHER_ID));
        String event = event("incident.acknowledged", "page_k3y", "user_reference");

        assertThat(signed(event).statusCode()).isEqualTo(200);
        assertThat(signed(event).statusCode()).isEqualTo(200); // PagerDuty sends again what it heard no answer to

        assertThat(doors.log).hasSize(2);
        assertThat(doors.log).extracting(AlertResponse::getAlertId).containsExactlyInAnyOrder(ALERT_ID, OTHER_ID);
        assertThat(doors.log).allSatisfy(answer -> {
            assertThat(answer.getKind()).isEqualTo(AlertResponseKind.ACKNOWLEDGED);
            assertThat(answer.getBy()).isEqualTo("Tenex Engineer (PagerDuty PLH1HKV)");
            assertThat(answer.getPatientId()).isEqualTo("patient-7");
            assertThat(answer.getPageId()).isEqualTo(PAGE_ID);
            assertThat(answer.getOccurredAt())
                    .as("when the person did it, not when the webhook came")
                    .isEqualTo(Instant.parse("2021-04-26T17:36:27.458Z"));
            assertThat(answer.getEventId()).doesNotContain("patient-7");
            assertThat(answer.getVia()).isEqualTo("pagerduty");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2126-03-01T09:00:00Z", "yesterday", ""})
    void shouldTakeAnAnswerForGivenNowWhereItsTimeCannotBe(String occurredAt) {
        signed(event("incident.acknowledged", "page_k3y", "user_reference")
                .replace("2021-04-26T17:36:27.458Z", occurredAt));

        assertThat(doors.log).extracting(AlertResponse::getOccurredAt).containsExactly(NINE);
    }

    @Test
    void shouldTakeWhoResolvesForWhoTakesOn() {
        signed(event("incident.resolved", "page_k3y", "user_reference"));

        assertThat(doors.log)
                .extracting(AlertResponse::getNote)
                .containsExactly("Resolved in PagerDuty, which does not" + " end the alert");
    }

    @ParameterizedTest
    @CsvSource({
        "incident.acknowledged, page_k3y, events_api_v2_inbound_integration_reference, no person did it",
        "incident.resolved, page_k3y, service_reference, no person did it",
        "incident.acknowledged, page_unknown, user_reference, of no page to an open alert",
        "incident.unacknowledged, page_k3y, user_reference, is no answer",
        "incident.reassigned, page_k3y, user_reference, is no answer",
        "incident.annotated, page_k3y, user_reference, is no answer",
        "pagey.ping, page_k3y, user_reference, is no answer"
    })
    void shouldPassOverWhatIsNoPersonsAnswerToAnAlertHere(String type, String key, String agent, String why) {
        HttpResponse<String> told = signed(event(type, key, agent));

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body()).contains(why);
        assertThat(doors.log).isEmpty();
    }

    @Test
    void shouldAskPagerDutyToSendAgainWhatKafkaDidNotTake() {
        doors.logs = CompletableFuture.failedFuture(new IOException("no leader"));
        assertThat(signed(event("incident.acknowledged", "page_k3y", "user_reference"))
                        .statusCode())
                .isEqualTo(503);
    }

    private static String event(String type, String key, String agent) {
        return PUBLISHED
                .replace("incident.priority_updated", type)
                .replace("\"number\":2,", "\"number\":2,\"incident_key\":\"" + key + "\",")
                .replaceFirst("user_reference", agent);
    }

    private HttpResponse<String> signed(String body) {
        byte[] code = Hmac.sha256(PAGERDUTY_SECRET.getBytes(StandardCharsets.UTF_8), body);
        return post(body, "v1=" + HexFormat.of().formatHex(code));
    }

    private HttpResponse<String> post(String body, String signature) {
        return doors.post("/pagerduty", "application/json", body, HEADER, signature);
    }
}
