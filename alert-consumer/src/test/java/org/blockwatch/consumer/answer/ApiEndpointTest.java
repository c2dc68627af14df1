package org.blockwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.consumer.answer.AnswerHarness.ALERT_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.NINE;
import static org.blockwatch.consumer.answer.AnswerHarness.OTHER_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.PAGE_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.alert;
import static org.blockwatch.consumer.answer.AnswerHarness.ended;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.consumer.page.AlertKey;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiEndpointTest {

    private static final String[] MAY_ANSWER = {"Authorization", "Bearer " + AnswerHarness.TOKEN};
    private static final String[] MAY_READ = {"Authorization", "bearer " + AnswerHarness.READ_TOKEN};
    private static final String ACK = "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"nurse-3\"}";

    private final AnswerHarness doors = new AnswerHarness();

    @BeforeEach
    void anAlert() {
        doors.hear(alert(ALERT_ID).build());
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void shouldRecordAnAnswerAndSayWhatItRecorded() {
        HttpResponse<String> told = answer("{\"kind\":\"DECLINED\",\"by\":\" nurse-3 \",\"note\":\"in theatre\"}");

        assertThat(told.statusCode()).isEqualTo(201);
        assertThat(json(told).path("kind").asText()).isEqualTo("DECLINED");
        assertThat(json(told).path("at").asText()).isEqualTo("2026-03-01T09:00:00Z");
        AlertResponse recorded = doors.log.get(0);
        assertThat(recorded.getAlertId()).isEqualTo(ALERT_ID);
        assertThat(recorded.getPatientId()).isEqualTo("patient-7");
        assertThat(recorded.getBy()).isEqualTo("nurse-3");
        assertThat(recorded.getNote()).isEqualTo("in theatre");
        assertThat(recorded.getVia()).isEqualTo("api");
        assertThat(recorded.getEventId()).startsWith("api:charge-desk:");
    }

    @Test
    void shouldTakeTheSameEventIdForTheSameAnswerAndAnotherAnswerUnderItForAMistake() {
        String once = "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"nurse-3\",\"eventId\":\"e-1\"}";
        assertThat(answer(once).statusCode()).isEqualTo(201);
        doors.clock.advanceTo(NINE.plusSeconds(60));

        HttpResponse<String> again = answer(once);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("at").asText()).isEqualTo("2026-03-01T09:00:00Z");
        HttpResponse<String> other = answer(once.replace("nurse-3", "nurse-4"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("event-id-taken", "nurse-3's ACKNOWLEDGED", "\"pointer\":\"/eventId\"");
        assertThat(doors.log).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"ACKNOWLEDGED\"" + "| 400 | malformed | column",
                "{} trailing" + "| 400 | malformed | Unrecognized token",
                "{\"kind\":\"ACKNOWLEDGED\",\"kind\":\"DECLINED\",\"by\":\"n\"}" + "| 400 | malformed | Duplicate",
                "[]" + "| 422 | invalid | Expected an object",
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"\u200b\"}" + "| 422 | invalid | /by",
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"12 -\"}" + "| 422 | invalid | no letter",
                "{\"kind\":\"CLOSING_NOTE\",\"by\":\"n\",\"cause\":\"d\u200belayed recovery\"}"
                        + "| 422 | invalid | /cause",
                "{\"kind\":\"CLOSING_NOTE\",\"by\":\"n\",\"cause\":\"ｄelayed recovery\"}"
                        + "| 422 | refused-cause | never normal",
                "{\"by\":\"nurse-3\"}" + "| 422 | invalid | /kind",
                "{\"kind\":\"ACKNOWLEDGED\"}" + "| 422 | invalid | /by",
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":\" \"}" + "| 422 | invalid | /by",
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":3}" + "| 422 | invalid | /by",
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"a\\u0000b\"}" + "| 422 | invalid | /by",
                "{\"kind\":\"acknowledged\",\"by\":\"n\"}" + "| 422 | invalid | ACKNOWLEDGED, DECLINED, CLOSING_NOTE",
                "{\"kind\":\"UNKNOWN\",\"by\":\"n\"}" + "| 422 | invalid | /kind",
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"n\",\"notes\":\"typo\"}" + "| 422 | invalid | /notes",
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"n\",\"cause\":\"sedated\"}"
                        + "| 422 | invalid | Only a CLOSING_NOTE",
                "{\"kind\":\"CLOSING_NOTE\",\"by\":\"n\"}" + "| 422 | invalid | /cause",
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"n\",\"page\":\"page_x\"}" + "| 422 | invalid | /page",
                "{\"kind\":\"CLOSING_NOTE\",\"by\":\"n\",\"cause\":\"Delayed - Recovery\"}"
                        + "| 422 | refused-cause | A block past 24 h is never normal."
            })
    void shouldSayWhatIsWrongWithAnAnswerAndWhere(String body, int status, String type, String said) {
        HttpResponse<String> refused = answer(body);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(refused).path("type").asText()).isEqualTo("urn:blockwatch:problem:" + type);
        assertThat(json(refused).path("status").asInt()).isEqualTo(status);
        assertThat(refused.body()).contains(said);
        assertThat(doors.log).isEmpty();
    }

    @Test
    void shouldRecordAClosingNoteWhoseCauseIsNotRefusedAlsoAfterTheEnd() {
        String note =
                "{\"kind\":\"CLOSING_NOTE\",\"by\":\"dr-1\",\"cause\":\"epidural haematoma\",\"note\":\"evacuated\"}";
        assertThat(answer(note).statusCode()).isEqualTo(201);
        doors.hear(ended(ALERT_ID, NINE.plusSeconds(60)));

        assertThat(answer(note).statusCode()).isEqualTo(201);
        assertThat(doors.log).extracting("kind").containsOnly(AlertResponseKind.CLOSING_NOTE);
    }

    @Test
    void shouldRefuseToAcknowledgeWhatHasEnded() {
        doors.hear(ended(ALERT_ID, NINE.plusSeconds(60)));

        HttpResponse<String> refused = answer(ACK);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("alert-ended", "2026-03-01T09:01:00Z", "RECOVERED");
    }

    @Test
    void shouldNameThePageAnswered() {
        doors.answers.heard(AnswerHarness.accepted("page_abc"));

        assertThat(answer(ACK.replace("}", ",\"page\":\"page_abc\"}")).statusCode())
                .isEqualTo(201);
        assertThat(doors.log).extracting("pageId").containsExactly(PAGE_ID);
    }

    @Test
    void shouldLetInNobodyWithoutAKnownTokenAndTellManyToWait() {
        String path = "/api/v1/alerts";
        assertThat(doors.get(path).statusCode()).isEqualTo(401);
        assertThat(doors.get(path).headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(doors.get(path, "Authorization", "Bearer wrong").body()).contains("no-token");
        assertThat(doors.get("/api/v1/nowhere").statusCode()).isEqualTo(401);
        for (int more = 0; more < 20; more++) {
            doors.get(path, "Authorization", "Bearer " + AnswerHarness.TOKEN.substring(1));
        }

        HttpResponse<String> refused = doors.get(path, "Authorization", "Bearer wrong");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(doors.get(path, MAY_ANSWER).statusCode()).isEqualTo(200); // nobody can keep the ward out
    }

    @Test
    void shouldLetAReaderReadAndNotAnswer() {
        assertThat(doors.get("/api/v1/alerts", MAY_READ).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = doors.post(path(), "application/json", ACK, MAY_READ);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("may-not-answer");
    }

    @Test
    void shouldRefuseWhatIsNotJsonOrTooLarge() {
        assertThat(doors.post(path(), "text/plain", ACK, MAY_ANSWER).statusCode())
                .isEqualTo(415);
        String large = "{\"note\":\"" + "x".repeat(300_000) + "\"}";
        assertThat(answer(large).statusCode()).isEqualTo(413);
        assertThat(doors.log).isEmpty();
    }

    @Test
    void shouldNotKnowAnAlertByItsOwnIdNorASyntheticPatients() {
        doors.hear(alert("b1/LAST/1").setPatientId(Canary.PREFIX + "1").build());

        assertThat(doors.get("/api/v1/alerts/alert_x", MAY_READ).statusCode()).isEqualTo(404);
        assertThat(doors.get(
                                "/api/v1/alerts/" + doors.ids.alert(new AlertKey(Canary.PREFIX + "1", "b1/LAST/1")),
                                MAY_READ)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldSayThatNothingIsRecordedWhenKafkaDoesNotTakeIt() {
        doors.logs = CompletableFuture.failedFuture(new IOException("no leader"));

        HttpResponse<String> failed = answer(ACK);

        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).contains("Not recorded. Try again");
        assertThat(failed.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void shouldListWhatIsOpenWorstFirstWithoutNamingAPatient() {
        doors.hear(alert(OTHER_ID).setPriority(Priority.MEDIUM).build());
        doors.hear(ended("b2/DEFICIT_PERSISTS_24H/1", NINE));
        answer(ACK);

        HttpResponse<String> listed = doors.get("/api/v1/alerts", MAY_READ);

        JsonNode alerts = json(listed).path("alerts");
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).path("alert").asText()).isEqualTo(doors.name());
        assertThat(alerts.get(0).path("priority").asText()).isEqualTo("HIGH");
        assertThat(alerts.get(0).path("bed").asText()).isEqualTo("12");
        assertThat(alerts.get(0).path("setting").asText()).isEqualTo("IN_HOUSE");
        assertThat(alerts.get(0).path("since").asText()).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(alerts.get(0).path("acknowledged").path("by").asText()).isEqualTo("nurse-3");
        assertThat(alerts.get(1).path("acknowledged").isNull()).isTrue();
        assertThat(listed.body()).doesNotContain("patient-7");
    }

    @Test
    void shouldShowAnAlertWithItsAnswersAndNoAcknowledgementFromBeforeItRose() {
        answer(ACK);
        doors.hear(alert(ALERT_ID)
                .setPhase(AlertPhase.ESCALATE)
                .setAt(NINE.plusSeconds(60))
                .build());

        HttpResponse<String> shown = doors.get("/api/v1/alerts/" + doors.name(), MAY_READ);

        assertThat(json(shown).path("acknowledged").isNull()).isTrue();
        assertThat(json(shown).path("answers")).hasSize(1);
        assertThat(json(shown).path("refusedCauses")).hasSize(3);
        assertThat(shown.body()).doesNotContain("patient-7");
    }

    @Test
    void shouldAnswerNothingBeforeItKnowsWhatIsOpen() {
        try (AnswerHarness starting = new AnswerHarness(Map.of(), new CompletableFuture<>())) {
            assertThat(starting.get("/api/v1/alerts", MAY_READ).statusCode()).isEqualTo(503);
        }
    }

    private String path() {
        return "/api/v1/alerts/" + doors.name() + "/answers";
    }

    private HttpResponse<String> answer(String body) {
        return doors.post(path(), "application/json; charset=utf-8", body, MAY_ANSWER);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }
}
