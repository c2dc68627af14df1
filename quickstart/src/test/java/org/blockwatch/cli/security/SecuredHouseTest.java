package org.blockwatch.cli.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclPermissionType;
import org.blockwatch.cli.access.Access;
import org.blockwatch.cli.access.Role;
import org.blockwatch.cli.embedded.FreePort;
import org.blockwatch.cli.followup.TextMessages;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.consumer.AlertConsumerSettings;
import org.blockwatch.event.FollowUp;
import org.blockwatch.followup.FollowUpApp;
import org.blockwatch.followup.FollowUpSettings;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.streams.StreamsApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The applications on a broker that lets nobody do what no ACL allows, each under a principal of its own that has what
 * {@link Access} grants its role: they must work, need all of it, and tell no secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredHouseTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String TOKEN = "canary-secret-of-the-programs";

    private final EngineClock clock = EngineClock.system();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();

    private Path folder;
    private CapturedLogs logs;
    private SecuredHouse house;
    private StreamsApp detection;
    private AlertConsumer paging;
    private FollowUpApp followUp;
    private TextMessages messages;

    @BeforeAll
    void start(@TempDir Path keys, @TempDir Path folder) throws Exception {
        this.folder = folder;
        logs = CapturedLogs.begin();
        house = new SecuredHouse(keys);
        detection = house.streamsApp(folder.resolve("state"));
        await().atMost(LIMIT).until(detection::isReady);
        var consumer = new HashMap<>(house.asSettings(house.byCertificate("alert-consumer")));
        consumer.putAll(Map.of(
                "http.port", "0",
                "transactional.id", "blockwatch-alert-consumer-1",
                "canary.every", "PT10S",
                "canary.within", "PT9S",
                "api.tokens", "board=" + TOKEN));
        paging = AlertConsumer.start(
                Settings.of(AlertConsumerSettings.class, consumer), clock, new PrintStream(console, true, UTF_8));
        await().atMost(LIMIT).until(() -> paging.unreadyReasons().isEmpty());
        messages = new TextMessages();
        followUp = followUp(FreePort.or(0, "page"));
        await().atMost(LIMIT).until(() -> followUp.unreadyReasons().isEmpty());
    }

    private FollowUpApp followUp(int page) {
        var settings = new HashMap<>(house.asSettings(house.byCertificate("follow-up")));
        settings.putAll(Map.of(
                "http.port",
                "0",
                "page.port",
                String.valueOf(page),
                "link.base",
                "http://127.0.0.1:" + page,
                "link.secret",
                TOKEN,
                "messaging.url",
                messages.url(),
                "messaging.secret",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "contact.secret",
                TOKEN,
                "telephone",
                "01234 567890",
                "spool.dir",
                folder.resolve("spool").toString()));
        return FollowUpApp.start(Settings.of(FollowUpSettings.class, settings), clock);
    }

    @AfterAll
    void stop() throws Exception {
        followUp.close();
        messages.close();
        paging.close();
        detection.close();
        house.close();
        logs.close();
    }

    @Test
    @Order(1)
    void shouldTurnAStatementIntoAPageAndAnAnswerIntoARecord() throws Exception {
        publishWeakLeg("patient-4711", "bay-K");

        await().atMost(LIMIT).until(() -> console.toString(UTF_8).contains("bay-K"));
        var alert = await().atMost(LIMIT).until(this::openAlert, name -> !name.isEmpty());
        assertThat(answered(alert)).isEqualTo(201);
        await("a synthetic patient goes the whole way")
                .atMost(LIMIT)
                .until(() -> !metrics().contains("blockwatch_canary_round_trip_seconds_count 0"));
    }

    @Test
    @Order(2)
    void shouldComeBackFromItsChangelogsAlone() throws Exception {
        detection.close();
        detection = house.streamsApp(folder.resolve("other-state"));
        await().atMost(LIMIT).until(detection::isReady);

        publishWeakLeg("patient-4712", "bay-L");

        await().atMost(LIMIT).until(() -> console.toString(UTF_8).contains("bay-L"));
    }

    @Test
    @Order(2)
    void shouldAskAPatientAtHomeAndPassTheAnswerOn() throws Exception {
        var now = clock.now();
        var followUps = PlainJson.read(
                FollowUp.class, """
                        {"patientId":"patient-4713","at":"%1$s","blocks":[{"blockId":"block-4713","blockAt":"%2$s",
                         "homeSince":"%2$s","setting":"HOME","slots":[{"id":"PT4H","dueAt":"%1$s","opensAt":"%1$s",
                         "closesAt":"%3$s","state":"OPEN"}]}]}
                        """.formatted(now, now.minus(Duration.ofHours(4)), now.plus(Duration.ofHours(20))));
        try (var detector = new Publisher(house.byPassword("streams-app"))) {
            detector.publish(followUps).get();
        }
        await().atMost(LIMIT).until(() -> !messages.all().isEmpty());

        var answer = http.send(
                HttpRequest.newBuilder(messages.all().get(0).link())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("saddle=yes"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).contains("Go to the emergency department now").doesNotContain("have not reached");
    }

    @Test
    @Order(3)
    void shouldPutAsideWhatCannotBeReadOrContradictsItself() throws Exception {
        var key = "patient-4711".getBytes(UTF_8);
        var garbage = "garbage".getBytes(UTF_8);
        try (var bus = SecuredHouse.producer(house.byPassword("publisher"), Map.of());
                var detector = SecuredHouse.producer(house.byPassword("streams-app"), Map.of())) {
            bus.send(new ProducerRecord<>("blockwatch.blocks", key, garbage)).get();
            detector.send(new ProducerRecord<>("blockwatch.pages", key, garbage))
                    .get();
        }
        try (var bus = new Publisher(house.byPassword("publisher"))) {
            bus.publish(SecuredHouse.block("patient-4711", clock.now().minusSeconds(60), "bay-M"))
                    .get();
        }

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(logs.lines()).anyMatch(line -> line.contains("UNDECODABLE"));
            assertThat(logs.lines()).anyMatch(line -> line.contains("CONFLICTING_REVISION"));
            assertThat(logs.lines()).anyMatch(line -> line.contains("A page request at blockwatch.pages"));
        });
    }

    @Test
    @Order(4)
    void shouldNeedEveryGrantAndMissNone() {
        assertThat(logs.denied())
                .as("what the broker refused the applications and the publisher")
                .isEmpty();
        Set<String> unused = new TreeSet<>();
        for (var grant : Access.grants(Access.Names.DEFAULT)) {
            if (Set.of(Role.STREAMS_APP, Role.ALERT_CONSUMER, Role.FOLLOW_UP).contains(grant.role())
                    && grant.permission() == AclPermissionType.ALLOW) {
                grant.operations().stream()
                        .filter(operation -> !logs.used(grant, operation))
                        .forEach(operation -> unused.add(grant.role() + " " + operation + " " + grant.name()));
            }
        }
        assertThat(unused).as("grants that nothing needed").isEmpty();
    }

    @Test
    @Order(5)
    void shouldHaveLoggedNoPatientAndNoSecret() {
        logs.assertNothingTold();
    }

    private void publishWeakLeg(String patient, String bed) throws Exception {
        var now = clock.now();
        try (var bus = new Publisher(house.byPassword("publisher"))) {
            bus.publish(SecuredHouse.block(patient, now.minus(Duration.ofHours(4)), bed))
                    .get();
            bus.publish(PlainJson.readStatement("""
                            {"type":"NeuroAssessment","eventId":"%1$s-weak","patientId":"%1$s","occurredAt":"%2$s",
                             "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"RIGHT","result":"ABLE"}]}}
                            """.formatted(patient, now.minusSeconds(9000))))
                    .get();
        }
    }

    private String openAlert() throws Exception {
        var answer = http.send(authorized("/api/v1/alerts").build(), BodyHandlers.ofString());
        return new ObjectMapper()
                .readTree(answer.body())
                .path("alerts")
                .path(0)
                .path("alert")
                .asText();
    }

    private int answered(String alert) throws Exception {
        return http.send(
                        authorized("/api/v1/alerts/" + alert + "/answers")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"kind\":\"ACKNOWLEDGED\",\"by\":\"dr-7\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private String metrics() throws Exception {
        return http.send(authorized("/metrics").build(), BodyHandlers.ofString())
                .body();
    }

    private HttpRequest.Builder authorized(String path) {
        URI door = paging.address();
        return HttpRequest.newBuilder(door.resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }
}
