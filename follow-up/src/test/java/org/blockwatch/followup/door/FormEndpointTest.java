package org.blockwatch.followup.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.NeuroAssessment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormEndpointTest {

    private static final Map<String, String> UNEVENTFUL = Map.of(
            "heel-left",
            "yes",
            "heel-right",
            "yes",
            "back",
            "no",
            "leg-left",
            "no",
            "leg-right",
            "no",
            "saddle",
            "no",
            "urine",
            "no",
            "stool",
            "no",
            "pain",
            "no");

    @TempDir
    private Path spool;

    private final HttpClient http = HttpClient.newHttpClient();
    private PatientDoor door;

    @BeforeEach
    void open() {
        door = new PatientDoor(spool);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static Map<String, String> with(String field, String reply) {
        Map<String, String> replies = new LinkedHashMap<>(UNEVENTFUL);
        replies.put(field, reply);
        return replies;
    }

    private HttpResponse<String> post(URI page, Map<String, String> replies) throws Exception {
        String body = replies.entrySet().stream()
                .map(reply -> reply.getKey() + "=" + URLEncoder.encode(reply.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI page) throws Exception {
        return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }

    private NeuroAssessment assessment(int number) {
        return (NeuroAssessment) door.written.stream()
                .filter(NeuroAssessment.class::isInstance)
                .toList()
                .get(number);
    }

    @Test
    void shouldPassOnAnAnswerAsThePatientsOwnWord() throws Exception {
        HttpResponse<String> answer = post(door.page(), UNEVENTFUL);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("Thank you")
                .contains("tel:01234567890")
                .doesNotContain("patient-4711");
        NeuroAssessment stated = assessment(0);
        assertThat(stated.getPurpose()).isEqualTo(AssessmentPurpose.PATIENT_REPORTED);
        assertThat(stated.getSource()).isEqualTo("follow-up");
        assertThat(stated.getPatientId()).isEqualTo("patient-4711");
        assertThat(stated.getEventId()).isEqualTo("follow-up:" + door.link.id());
        assertThat(stated.getOccurredAt()).isEqualTo(door.clock.now());
        assertThat(Files.list(spool)).isEmpty();
    }

    @Test
    void shouldTakeSeveralAnswersAsRevisionsOfOneStatement() throws Exception {
        post(door.page(), with("saddle", "yes"));
        door.clock.advanceTo(door.clock.now().plusSeconds(40));
        post(door.page(), UNEVENTFUL);

        assertThat(assessment(1).getEventId()).isEqualTo(assessment(0).getEventId());
        assertThat(assessment(1).getRevision()).isGreaterThan(assessment(0).getRevision());
        assertThat(assessment(1).getExam().getSaddleAnaesthesia()).isEqualTo(Finding.ABSENT);
        Invitation last = (Invitation) door.written.get(door.written.size() - 1);
        assertThat(last.getCallAskedAt()).isNull();
    }

    /** Mail and message scanners open every link, some more than once and by HEAD. */
    @Test
    void shouldChangeNothingWhenALinkIsOpened() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(get(door.page()).statusCode()).isEqualTo(200);
            assertThat(http.send(
                                    HttpRequest.newBuilder(door.page())
                                            .method("HEAD", BodyPublishers.noBody())
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(door.written).isEmpty();
        assertThat(Files.list(spool)).isEmpty();
        assertThat(door.meters.get("blockwatch.followup.opened").counter().count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AAAAAAAAAAAAAAAAAAAAAQ", "AAAAAAAAAAAAAAAAAAAAA", "..%2f..%2fetc", "AAAAAAAAAAAAAAAAAAAAAB"})
    void shouldTellTheTelephoneNumberAndNothingElseBehindAnUnknownLink(String unknown) throws Exception {
        URI page = URI.create(door.page().toString().replace(door.link.token(), unknown));

        assertThat(get(page).statusCode()).isIn(400, 404);
        if (get(page).statusCode() == 404) {
            assertThat(get(page).body())
                    .contains("Telephone")
                    .contains("tel:01234567890")
                    .doesNotContain("<form");
            assertThat(post(page, with("saddle", "yes")).body())
                    .contains("tel:01234567890")
                    .doesNotContain("<form");
        }
        assertThat(door.written).isEmpty();
    }

    @Test
    void shouldTakeNothingFromTheInstantOfExpiryOn() throws Exception {
        door.clock.advanceTo(PatientDoor.EXPIRES.minusMillis(1));
        assertThat(get(door.page()).statusCode()).isEqualTo(200);

        door.clock.advanceTo(PatientDoor.EXPIRES);

        assertThat(get(door.page()).statusCode()).isEqualTo(404);
        assertThat(post(door.page(), UNEVENTFUL).statusCode()).isEqualTo(404);
        assertThat(door.written).isEmpty();
    }

    @Test
    void shouldAskAgainForWhatIsMissingUnlessThereIsDanger() throws Exception {
        HttpResponse<String> incomplete = post(door.page(), Map.of("heel-left", "yes"));
        assertThat(incomplete.statusCode()).isEqualTo(422);
        assertThat(incomplete.body()).contains("Some answers are missing").contains("value=\"yes\" required checked");
        assertThat(door.written).isEmpty();

        HttpResponse<String> danger = post(door.page(), Map.of("urine", "yes"));
        assertThat(danger.body()).contains("Go to the emergency department now").contains("MRI");
        assertThat(assessment(0).getExam().getBladderDysfunction()).isEqualTo(Finding.PRESENT);
        assertThat(assessment(0).getExam().getStraightLegRaise()).isEmpty();
    }

    @Test
    void shouldSpeakTheLanguageThatIsAskedFor() throws Exception {
        HttpRequest german = HttpRequest.newBuilder(door.page())
                .header("Accept-Language", "fr-FR, de-AT;q=0.8")
                .build();

        assertThat(http.send(german, BodyHandlers.ofString()).body()).contains("<html lang=\"de\">");
        assertThat(get(URI.create(door.page() + "?lang=de")).body()).contains("<html lang=\"de\">");
        assertThat(post(URI.create(door.page() + "?lang=de"), with("stool", "yes"))
                        .body())
                .contains("Fahren Sie jetzt in die Notaufnahme");
    }

    @Test
    void shouldTellOfDangerAndKeepTheAnswerWhileKafkaIsAway() throws Exception {
        door.kafkaIsAway = true;
        post(door.page(), UNEVENTFUL); // waits in vain, or finds the outage known
        door.clock.advanceTo(door.clock.now().plusSeconds(40));

        HttpResponse<String> answer = post(door.page(), with("saddle", "yes"));

        assertThat(answer.body())
                .contains("Go to the emergency department now")
                .contains("have not reached the clinic yet");
        assertThat(answer.body().indexOf("Go to the emergency"))
                .isLessThan(answer.body().indexOf("have not reached"));
        assertThat(Files.list(spool))
                .hasSize(2)
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(door.link.token(), "saddle"));

        door.restart();
        assertThat(door.written).isEmpty();
        door.kafkaIsAway = false;

        await().untilAsserted(() -> assertThat(Files.list(spool)).isEmpty());
        assertThat(door.written.stream().filter(NeuroAssessment.class::isInstance))
                .hasSize(2);
        assertThat(assessment(1).getExam().getSaddleAnaesthesia()).isEqualTo(Finding.PRESENT);
    }

    /** A new process that has never reached Kafka knows no link, and must turn nobody away for that. */
    @Test
    void shouldTakeAnswersBeforeTheLinksAreKnown(@TempDir Path other) throws Exception {
        door.close();
        door = PatientDoor.withoutLinks(other);

        HttpResponse<String> answer = post(door.page(), with("saddle", "yes"));

        assertThat(answer.body()).contains("Go to the emergency department now").contains("have not reached");
        assertThat(Files.list(other)).hasSize(1);

        door.learnLinks();
        await().untilAsserted(() -> assertThat(Files.list(other)).isEmpty());
        assertThat(assessment(0).getExam().getSaddleAnaesthesia()).isEqualTo(Finding.PRESENT);
    }

    @Test
    void shouldTakeSoManyAnswersThroughOneLinkAndTellOfDangerBeyondThat() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(post(door.page(), UNEVENTFUL).body()).contains("Thank you");
        }

        HttpResponse<String> more = post(door.page(), with("saddle", "yes"));

        assertThat(more.body()).contains("Go to the emergency department now").contains("could not be stored");
        assertThat(door.written.stream().filter(NeuroAssessment.class::isInstance))
                .hasSize(5);
    }

    @Test
    void shouldLetBrowsersRunKeepAndLoadNothing() throws Exception {
        HttpResponse<String> page = get(door.page());

        assertThat(page.headers().map()).containsEntry("cache-control", List.of("no-store"));
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("x-robots-tag")).contains("noindex, nofollow");
        assertThat(page.body()).doesNotContain("<script", "javascript:", "src=", "http:", "https:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health/ready", "/health/live"})
    void shouldServePatientsAlone(String path) throws Exception {
        HttpResponse<String> answer = get(door.page().resolve(path));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("jvm_", "status");
    }

    /** A red answer may be the one request too many: who sends it must read the number whatever becomes of it. */
    @Test
    void shouldTellTheNumberToWhomItTurnsAwayAndWhoseRequestItCannotRead() throws Exception {
        door.restart(1);
        HttpResponse<String> refused = null;
        for (int i = 0; i < 40 && (refused == null || refused.statusCode() != 429); i++) {
            refused = post(door.page(), with("saddle", "yes"));
        }
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Telephone", "tel:01234567890").doesNotContain("patient-4711");
        assertThat(refused.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));

        door.restart(1000);
        HttpResponse<String> unreadable = http.send(
                HttpRequest.newBuilder(door.page())
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-nonsense")
                        .POST(BodyPublishers.ofString("saddle=yes"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(unreadable.statusCode()).isBetween(400, 499);
        assertThat(unreadable.body()).contains("tel:01234567890");
    }
}
