package org.blockwatch.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.core.ConditionFactory;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.consumer.AlertConsumerSettings;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.streams.StreamsApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From a page on a receiver back to the ladder, through the doors of two instances; each test has its own patients. */
@WithPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {

    private static final String PAGERDUTY_SECRET = "the secret of the subscription";

    private static final String POLICY = """
            name: hasty
            version: 1
            max-page-age: PT12H
            ack-without-action: PT30M
            settle: {implicit: 0 s, late: 0 s}
            retry: {first: PT1S, longest: PT1M, longest-asked: PT15M}
            priorities:
              HIGH:
                - roles: [proceduralist]
                - roles: [charge-nurse]
                  after: PT2S
                  repeat: PT2S
              MEDIUM:
                - roles: [charge-nurse]
                  repeat: PT15M
              LOW: []
            codes: {}
            """;

    private final EngineClock clock = EngineClock.system();
    private final HttpClient http = HttpClient.newHttpClient();
    private final PageReceiver receiver = new PageReceiver();
    private final List<SpecificRecord> seen = new CopyOnWriteArrayList<>();
    private StreamsApp ladders;
    private AlertConsumer one;
    private AlertConsumer other;
    private Publisher bus;
    private TopicWatcher watcher;

    @BeforeAll
    void start(Platform platform, @TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        Map<String, String> settings = new HashMap<>(common(platform));
        settings.putAll(Map.of(
                "state.dir",
                folder.toString(),
                "partitions",
                "2",
                "replication.factor",
                "1",
                "policy.file",
                policy.toString()));
        ladders = StreamsApp.start(settings, clock);
        soon().until(ladders::isReady);
        one = started(platform, "one");
        other = started(platform, "other");
        soon().until(() ->
                one.unreadyReasons().isEmpty() && other.unreadyReasons().isEmpty());
        bus = Publisher.to(platform);
        watcher = TopicWatcher.of(
                platform, List.of(Topics.ALERT_RESPONSES, Topics.PAGE_EVENTS, Topics.DEAD_LETTERS), record -> {
                    if (record.value() != null) {
                        seen.add(record.value());
                    }
                });
    }

    @AfterAll
    void stop() {
        watcher.close();
        bus.close();
        one.close();
        other.close();
        ladders.close();
        receiver.close();
    }

    @Test
    void shouldStopTheLadderByALinkOnWhicheverInstanceItIsOpened() {
        String answered = pagedFor("answered").path("alert").asText();
        String link = link("answered");
        assertThat(get(other, link).statusCode()).isEqualTo(200);
        assertThat(answers("answered")).isEmpty();

        assertThat(answer(one, link, "acknowledge").statusCode()).isEqualTo(200);

        soon().until(() -> decided("answered", PageEventKind.ACKNOWLEDGED, PageOutcome.OK));
        soon().until(() -> everyStepHasEnded("answered")); // a page may have been on its way
        int pages = pages(answered);
        HttpResponse<String> again = answer(other, link, "decline");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("Dr Link took this on");
        soon().until(() -> get(other, link).body().contains("Dr Link took this on"));
        String unanswered = pagedFor("unanswered").path("alert").asText();
        soon().until(() -> pages(unanswered) >= 3); // so long the ladder would have gone on, at least two steps
        assertThat(pages(answered)).isEqualTo(pages);
        assertThat(answers("answered")).hasSize(1).allSatisfy(answer -> {
            assertThat(answer.getVia()).isEqualTo("link");
            assertThat(answer.getPageId()).isNotNull();
        });
    }

    @Test
    void shouldCountOneOfTwoAnswersByOneLinkGivenAtTwoInstancesAtOnce() {
        pagedFor("raced");
        String link = link("raced");

        CompletableFuture<HttpResponse<String>> take = answerAsync(one, link, "acknowledge");
        CompletableFuture<HttpResponse<String>> decline = answerAsync(other, link, "decline");

        assertThat(List.of(take.join().statusCode(), decline.join().statusCode()))
                .containsExactlyInAnyOrder(200, 409);
        AlertResponseKind first =
                take.join().statusCode() == 200 ? AlertResponseKind.ACKNOWLEDGED : AlertResponseKind.DECLINED;
        soon().until(() -> !answers("raced").isEmpty());
        assertThat(answers("raced").get(0).getKind()).isEqualTo(first);
        assertThat(answers("raced"))
                .extracting(AlertResponse::getEventId)
                .containsOnly(answers("raced").get(0).getEventId());
    }

    @Test
    void shouldTellTheLadderWhatAProgramOfTheHouseSays() {
        String alert = pagedFor("declined").path("alert").asText();

        HttpResponse<String> told = api(other, alert, "{\"kind\":\"DECLINED\",\"by\":\"dr-1\"}");

        assertThat(told.statusCode()).isEqualTo(201);
        soon().until(() -> decided("declined", PageEventKind.DECLINED, PageOutcome.OK));
        assertThat(answers("declined")).extracting(AlertResponse::getBy).containsExactly("dr-1");
    }

    @Test
    void shouldRefuseACauseByTheArticlesLineAndRecordAnother() {
        String alert = pagedFor("closed").path("alert").asText();
        String note = "{\"kind\":\"CLOSING_NOTE\",\"by\":\"dr-1\",\"cause\":\"%s\"}";

        HttpResponse<String> refused = api(one, alert, note.formatted("Residual-Block"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Any block past 4 h: anaesthesiologist");

        assertThat(api(one, alert, note.formatted("nerve injury")).statusCode()).isEqualTo(201);
        soon().until(() -> decided("closed", PageEventKind.NOTED, PageOutcome.OK));
        assertThat(answers("closed")).extracting(AlertResponse::getCause).containsExactly("nerve injury");
    }

    @Test
    void shouldTakeAnAcknowledgementInPagerDutyForOneHere() throws Exception {
        String key = pagedFor("pagerduty").path("page").asText();
        soon().until(() -> decided("pagerduty", PageEventKind.ACCEPTED, PageOutcome.OK));
        String event = """
                {"event":{"id":"01CYP1ABC","event_type":"incident.acknowledged","resource_type":"incident",
                 "occurred_at":"2026-03-01T13:00:00.000Z","agent":{"id":"PLH1HKV","summary":"Tenex Engineer",
                 "type":"user_reference"},"client":null,"data":{"id":"PGR0VU2","type":"incident","number":2,
                 "status":"acknowledged","incident_key":"%s"}}}
                """.formatted(key);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PAGERDUTY_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = "v1=" + HexFormat.of().formatHex(mac.doFinal(event.getBytes(StandardCharsets.UTF_8)));

        soon().untilAsserted(() -> assertThat(send(request(one, "/pagerduty")
                                .header("Content-Type", "application/json")
                                .header("X-PagerDuty-Signature", signature)
                                .POST(BodyPublishers.ofString(event)))
                        .body())
                .doesNotContain("reason"));

        soon().until(() -> decided("pagerduty", PageEventKind.ACKNOWLEDGED, PageOutcome.OK));
        assertThat(answers("pagerduty"))
                .extracting(AlertResponse::getBy)
                .containsExactly("Tenex Engineer (PagerDuty PLH1HKV)");
    }

    /** Brings about a HIGH alert of this patient, and waits for its first page. */
    private JsonNode pagedFor(String patient) {
        var mark = clock.now();
        bus.publish(BedsideClient.block(patient, mark.minus(Duration.ofHours(4)), patient));
        bus.publish(BedsideClient.weakLeg(patient, mark.minusSeconds(9000)));
        soon().until(() -> !receiver.naming(bed(patient), "HIGH").isEmpty());
        return first(patient);
    }

    private JsonNode first(String patient) {
        return data(receiver.naming(bed(patient), "HIGH").get(0).body());
    }

    private static String bed(String patient) {
        return "\"bed\":\"" + patient + "\"";
    }

    private String link(String patient) {
        return URI.create(first(patient).path("link").asText()).getPath();
    }

    private int pages(String alert) {
        return receiver.naming(alert).size();
    }

    /** The answers to the one HIGH alert; a page may tell of others too. */
    private List<AlertResponse> answers(String patient) {
        return seen.stream()
                .filter(record -> record instanceof AlertResponse answer
                        && answer.getAlertId().equals(patient + "-block/DEFICIT_PERSISTS_4H/1"))
                .map(AlertResponse.class::cast)
                .toList();
    }

    private boolean everyStepHasEnded(String patient) {
        return steps(patient, PageEventKind.ACCEPTED, PageEventKind.SUPPRESSED)
                .containsAll(steps(patient, PageEventKind.REQUESTED));
    }

    private Set<Integer> steps(String patient, PageEventKind... kinds) {
        return seen.stream()
                .filter(record -> record instanceof PageEvent event
                        && event.getAlertId().equals(patient + "-block/DEFICIT_PERSISTS_4H/1")
                        && List.of(kinds).contains(event.getKind()))
                .map(record -> ((PageEvent) record).getStep())
                .collect(Collectors.toSet());
    }

    private boolean decided(String patient, PageEventKind kind, PageOutcome outcome) {
        return seen.stream()
                .anyMatch(record -> record instanceof PageEvent event
                        && event.getAlertId().equals(patient + "-block/DEFICIT_PERSISTS_4H/1")
                        && event.getKind() == kind
                        && event.getOutcome() == outcome);
    }

    private HttpResponse<String> get(AlertConsumer instance, String link) {
        return send(request(instance, link).GET());
    }

    private HttpResponse<String> answer(AlertConsumer instance, String link, String how) {
        return answerAsync(instance, link, how).join();
    }

    private CompletableFuture<HttpResponse<String>> answerAsync(AlertConsumer instance, String link, String how) {
        return http.sendAsync(
                request(instance, link)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("by=Dr+Link&answer=" + how))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> api(AlertConsumer instance, String alert, String body) {
        String path = "/api/v1/alerts/" + alert + "/answers";
        soon().until(() -> send(request(instance, "/api/v1/alerts/" + alert)).statusCode() == 200);
        return send(request(instance, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(AlertConsumer instance, String path) {
        return HttpRequest.newBuilder(instance.address().resolve(path))
                .header("Authorization", "Bearer a-token-of-the-charge-desk-1");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    private AlertConsumer started(Platform platform, String name) {
        Map<String, String> settings = new HashMap<>(common(platform));
        settings.putAll(Map.of(
                "transactional.id",
                name,
                "channels",
                "webhook",
                "webhook.url",
                receiver.webhook().url().toString(),
                "webhook.secret",
                receiver.webhook().secret(),
                "link.base",
                "https://pages.hospital.example",
                "link.secret",
                "the secret of all links",
                "api.tokens",
                "charge-desk=a-token-of-the-charge-desk-1",
                "pagerduty.webhook.secret",
                PAGERDUTY_SECRET));
        return AlertConsumer.start(
                Settings.of(AlertConsumerSettings.class, settings),
                clock,
                new PrintStream(OutputStream.nullOutputStream()));
    }

    private static Map<String, String> common(Platform platform) {
        return Map.of(
                "bootstrap.servers", platform.bootstrapServers(),
                "schema.registry.url", platform.registryUrl(),
                "http.port", "0");
    }

    private static JsonNode data(String body) {
        try {
            return new ObjectMapper().readTree(body).path("data");
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(90));
    }
}
