package org.blockwatch.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.AlertConsumer;
import org.blockwatch.AlertConsumerSettings;
import org.blockwatch.StreamsApp;
import org.blockwatch.access.Access;
import org.blockwatch.access.Role;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.command.Publisher;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryUnavailableException;
import org.blockwatch.service.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both applications on a broker that lets nobody do what no ACL allows, each under a principal of its own that has what
 * {@link Access} grants its role: they must work, and nobody must get any further.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredHouseTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOKEN = "canary-secret-of-the-programs";

    private final EngineClock clock = EngineClock.system();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();

    private Path folder;
    private CapturedLogs logs;
    private SecuredHouse house;
    private StreamsApp detection;
    private AlertConsumer paging;

    @BeforeAll
    void start(@TempDir Path keys, @TempDir Path folder) throws Exception {
        this.folder = folder;
        logs = CapturedLogs.begin();
        house = new SecuredHouse(keys);
        detection = detection("state");
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
    }

    @AfterAll
    void stop() throws Exception {
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
                .until(() -> metrics().contains("blockwatch_canary_round_trip_seconds_count 1"));
    }

    @Test
    @Order(2)
    void shouldComeBackFromItsChangelogsAlone() throws Exception {
        detection.close();
        detection = detection("other-state");
        await().atMost(LIMIT).until(detection::isReady);

        publishWeakLeg("patient-4712", "bay-L");

        await().atMost(LIMIT).until(() -> console.toString(UTF_8).contains("bay-L"));
    }

    @Test
    @Order(3)
    void shouldPutAsideWhatCannotBeReadOrContradictsItself() throws Exception {
        var key = "patient-4711".getBytes(UTF_8);
        var garbage = "garbage".getBytes(UTF_8);
        try (var bus = producer(house.byPassword("publisher"), Map.of());
                var detector = producer(house.byPassword("streams-app"), Map.of())) {
            bus.send(new ProducerRecord<>("blockwatch.blocks", key, garbage)).get();
            detector.send(new ProducerRecord<>("blockwatch.pages", key, garbage))
                    .get();
        }
        try (var bus = new Publisher(house.byPassword("publisher"))) {
            bus.publish(block("patient-4711", clock.now().minusSeconds(60), "bay-M"))
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
            if (Set.of(Role.STREAMS_APP, Role.ALERT_CONSUMER).contains(grant.role())
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
    void shouldLetEveryRoleReadAndWriteWhatItsGrantsSayAndNothingElse() throws Exception {
        paging.close();
        detection.close();
        Map<String, Map<String, String>> clients = Map.of(
                "streams-app", house.byPassword("streams-app"),
                "alert-consumer", house.byCertificate("alert-consumer"),
                "publisher", house.byPassword("publisher"),
                "responder", house.byCertificate("responder"),
                "board", house.byPassword("board"),
                "operations", house.byCertificate("operations"),
                "nobody", house.byPassword("nobody"),
                "stranger", house.byCertificate("stranger"));
        Map<String, Set<String>> written = new TreeMap<>();
        Map<String, Set<String>> read = new TreeMap<>();
        for (var client : clients.entrySet()) {
            written.put(client.getKey(), writable(client.getValue()));
            read.put(client.getKey(), readable(client.getValue()));
        }

        assertThat(written).isEqualTo(granted(clients.keySet(), AclOperation.WRITE));
        assertThat(read).isEqualTo(granted(clients.keySet(), AclOperation.READ));
        // And in words, should the grants themselves be wrong:
        assertThat(written.get("alert-consumer")).doesNotContain("blockwatch.alerts", "blockwatch.pages");
        assertThat(written.get("streams-app")).doesNotContain("blockwatch.alert-responses", "blockwatch.blocks");
        assertThat(written.get("publisher")).doesNotContain("blockwatch.alert-responses", "blockwatch.pages");
        assertThat(read.get("publisher")).isEmpty();
        assertThat(read.get("board")).doesNotContain("blockwatch.pages", "blockwatch.blocks");
        assertThat(written.get("operations")).isEmpty();
        for (var outsider : List.of("nobody", "stranger")) {
            assertThat(written.get(outsider)).isEmpty();
            assertThat(read.get(outsider)).isEmpty();
        }
    }

    @Test
    @Order(6)
    void shouldKeepGroupsTransactionsAndChangelogsApart() throws Exception {
        var streams = house.byPassword("streams-app");
        var consumer = house.byCertificate("alert-consumer");
        var changelog = new TopicPartition("blockwatch-recoveries-changelog", 0);

        assertThatThrownBy(() -> commit(consumer, "blockwatch")).isInstanceOf(GroupAuthorizationException.class);
        assertThatThrownBy(() -> commit(streams, "blockwatch-alert-consumer"))
                .isInstanceOf(GroupAuthorizationException.class);
        assertThatThrownBy(() -> begin(streams, "blockwatch-alert-consumer-1"))
                .as("a prefix that is also the other's: it could shut pages out")
                .isInstanceOf(TransactionalIdAuthorizationException.class);
        assertThatThrownBy(() -> begin(consumer, "blockwatch-0"))
                .isInstanceOf(TransactionalIdAuthorizationException.class);
        assertThat(canRead(streams, changelog)).isTrue();
        assertThat(canRead(consumer, changelog)).isFalse();
        assertThat(canRead(house.byCertificate("operations"), changelog)).isFalse();
        try (var producer = producer(consumer, Map.of())) {
            assertThat(canWrite(producer, changelog.topic())).isFalse();
        }
    }

    @Test
    @Order(7)
    void shouldLetInNobodyWithAWrongPasswordOrACertificateThatNobodySigned() throws Exception {
        var guesser = house.byPassword("streams-app", "guessed");
        var forger = house.byCertificate("alert-consumer", house.certificates.selfSigned("alert-consumer"));

        assertThatThrownBy(() -> readable(guesser)).isInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> readable(forger)).isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    @Order(8)
    void shouldReachTheRegistryWithACertificateAlone() throws Exception {
        var without = new HashMap<>(house.byPassword("publisher"));
        without.keySet().removeIf(key -> key.startsWith("schema.registry.ssl.key"));
        try (var bus = new Publisher(without)) {
            assertThatThrownBy(() ->
                            bus.publish(block("nobody", clock.now(), "12")).get())
                    .hasRootCauseInstanceOf(IOException.class)
                    .satisfies(
                            e -> assertThat(e).hasStackTraceContaining(RegistryUnavailableException.class.getName()));
        }
    }

    @Test
    @Order(9)
    void shouldHaveLoggedNoPatientAndNoSecret() {
        assertThat(logs.lines()).as("that anything was captured").hasSizeGreaterThan(10);
        assertThat(logs.lines()).noneMatch(line -> line.contains("patient-47"));
        assertThat(logs.lines()).noneMatch(line -> line.contains("canary-secret"));
    }

    private StreamsApp detection(String state) throws Exception {
        var settings = new HashMap<>(house.asSettings(house.byPassword("streams-app")));
        settings.putAll(Map.of(
                "http.port", "0",
                "state.dir", folder.resolve(state).toString(),
                "partitions", "2",
                "replication.factor", "1"));
        return StreamsApp.start(settings, clock);
    }

    private void publishWeakLeg(String patient, String bed) throws Exception {
        var now = clock.now();
        try (var bus = new Publisher(house.byPassword("publisher"))) {
            bus.publish(block(patient, now.minus(Duration.ofHours(4)), bed)).get();
            bus.publish(PlainJson.readStatement("""
                            {"type":"NeuroAssessment","eventId":"%1$s-weak","patientId":"%1$s","occurredAt":"%2$s",
                             "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"RIGHT","result":"ABLE"}]}}
                            """.formatted(patient, now.minusSeconds(9000))))
                    .get();
        }
    }

    private static SpecificRecord block(String patient, Instant at, String bed) {
        return PlainJson.readStatement("""
                {"type":"BlockPerformed","eventId":"%1$s-block","blockId":"%1$s-block","patientId":"%1$s",
                 "occurredAt":"%2$s","laterality":"LEFT","guidance":"FLUOROSCOPY_WITH_CONTRAST","aspiration":"NEGATIVE",
                 "baseline":{},"location":{"unit":"PACU","bed":"%3$s"}}
                """.formatted(patient, at, bed));
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

    private static Map<String, Set<String>> granted(Set<String> names, AclOperation operation) {
        return names.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> Access.grants(Access.Names.DEFAULT).stream()
                                .filter(grant -> grant.role().id().equals(name)
                                        && grant.type() == ResourceType.TOPIC
                                        && grant.operations().contains(operation)
                                        && Topics.named(grant.name()).isPresent())
                                .map(grant -> grant.name())
                                .collect(Collectors.toSet())));
    }

    private static Set<String> writable(Map<String, String> client) {
        try (var producer = producer(client, Map.of())) {
            return Arrays.stream(Topics.values())
                    .map(Topics::topicName)
                    .filter(topic -> canWrite(producer, topic))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean canWrite(KafkaProducer<byte[], byte[]> producer, String topic) {
        try {
            producer.send(new ProducerRecord<>(topic, "k".getBytes(UTF_8), "garbage".getBytes(UTF_8)))
                    .get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> readable(Map<String, String> client) {
        try (var consumer = consumer(client, Map.of())) {
            return Arrays.stream(Topics.values())
                    .map(Topics::topicName)
                    .filter(topic -> canRead(consumer, new TopicPartition(topic, 0)))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean canRead(Map<String, String> client, TopicPartition partition) {
        try (var consumer = consumer(client, Map.of())) {
            return canRead(consumer, partition);
        }
    }

    private static boolean canRead(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        try {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.position(partition, Duration.ofSeconds(20));
            consumer.poll(Duration.ofMillis(100));
            return true;
        } catch (TopicAuthorizationException e) {
            return false;
        }
    }

    private static void commit(Map<String, String> client, String group) {
        try (var consumer = consumer(client, Map.of("group.id", group))) {
            consumer.assign(List.of(new TopicPartition("blockwatch.pages", 0)));
            consumer.commitSync(Map.of());
            consumer.committed(Set.of(new TopicPartition("blockwatch.pages", 0)), Duration.ofSeconds(20));
        }
    }

    private static void begin(Map<String, String> client, String transactionalId) {
        try (var producer = producer(client, Map.of("transactional.id", transactionalId))) {
            producer.initTransactions();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, String> client, Map<String, String> more) {
        Map<String, Object> all = new HashMap<>(client);
        all.putAll(more);
        all.put("max.block.ms", "20000");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, String> client, Map<String, String> more) {
        Map<String, Object> all = new HashMap<>(client);
        all.putAll(more);
        all.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
