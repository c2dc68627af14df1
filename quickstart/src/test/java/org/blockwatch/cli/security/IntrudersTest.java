package org.blockwatch.cli.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.blockwatch.cli.access.Access;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryUnavailableException;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everybody else who knocks at that house, and the applications where they have no business: nobody gets any further than
 * {@link Access} grants.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IntrudersTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private CapturedLogs logs;
    private SecuredHouse house;

    @BeforeAll
    void start(@TempDir Path keys, @TempDir Path state) throws Exception {
        logs = CapturedLogs.begin();
        house = new SecuredHouse(keys);
        try (var detection = house.streamsApp(state)) { // leaves its topics and changelogs
            await().atMost(LIMIT).until(detection::isReady);
        }
    }

    @AfterAll
    void stop() throws Exception {
        house.close();
        logs.close();
    }

    @Test
    void shouldLetEveryRoleReadAndWriteWhatItsGrantsSayAndNothingElse() throws Exception {
        Map<String, Map<String, String>> clients = Map.of(
                "streams-app", house.byPassword("streams-app"),
                "alert-consumer", house.byCertificate("alert-consumer"),
                "publisher", house.byPassword("publisher"),
                "responder", house.byCertificate("responder"),
                "ward-board", house.byPassword("ward-board"),
                "operations", house.byCertificate("operations"),
                "nobody", house.byPassword("nobody"),
                "stranger", house.byCertificate("stranger"));
        Map<String, Set<String>> written = new ConcurrentSkipListMap<>();
        Map<String, Set<String>> read = new ConcurrentSkipListMap<>();
        var atOnce = Executors.newFixedThreadPool(2 * clients.size()); // each waits for the broker, topic by topic
        try {
            CompletableFuture.allOf(clients.entrySet().stream()
                            .flatMap(client -> Stream.of(
                                    CompletableFuture.runAsync(
                                            () -> written.put(client.getKey(), writable(client.getValue())), atOnce),
                                    CompletableFuture.runAsync(
                                            () -> read.put(client.getKey(), readable(client.getValue())), atOnce)))
                            .toArray(CompletableFuture[]::new))
                    .get();
        } finally {
            atOnce.shutdownNow();
        }

        assertThat(written).isEqualTo(granted(clients.keySet(), AclOperation.WRITE));
        assertThat(read).isEqualTo(granted(clients.keySet(), AclOperation.READ));
        // And in words, should the grants themselves be wrong:
        assertThat(written.get("alert-consumer")).doesNotContain("blockwatch.alerts", "blockwatch.pages");
        assertThat(written.get("streams-app")).doesNotContain("blockwatch.alert-responses", "blockwatch.blocks");
        assertThat(written.get("publisher")).doesNotContain("blockwatch.alert-responses", "blockwatch.pages");
        assertThat(read.get("publisher")).isEmpty();
        // The board lists who asks for a call. Links are sealed there, and nobody but follow-up makes any.
        assertThat(read.get("alert-consumer")).doesNotContain("blockwatch.invitations");
        assertThat(written.get("ward-board")).doesNotContain("blockwatch.invitations", "blockwatch.follow-ups");
        assertThat(written.get("operations")).isEmpty();
        for (var outsider : List.of("nobody", "stranger")) {
            assertThat(written.get(outsider)).isEmpty();
            assertThat(read.get(outsider)).isEmpty();
        }
    }

    @Test
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
        try (var producer = SecuredHouse.producer(consumer, Map.of())) {
            assertThat(canWrite(producer, changelog.topic())).isFalse();
        }
    }

    @Test
    void shouldLetInNobodyWithAWrongPasswordOrACertificateThatNobodySigned() throws Exception {
        var guesser = house.byPassword("streams-app", "guessed");
        var forger = house.byCertificate("alert-consumer", house.certificates.selfSigned("alert-consumer"));

        assertThatThrownBy(() -> readable(guesser)).isInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> readable(forger)).isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void shouldReachTheRegistryWithACertificateAlone() throws Exception {
        var without = new HashMap<>(house.byPassword("publisher"));
        without.keySet().removeIf(key -> key.startsWith("schema.registry.ssl.key"));
        try (var bus = new Publisher(without)) {
            assertThatThrownBy(() -> bus.publish(SecuredHouse.block(
                                    "nobody", EngineClock.system().now(), "12"))
                            .get())
                    .hasRootCauseInstanceOf(IOException.class)
                    .satisfies(
                            e -> assertThat(e).hasStackTraceContaining(RegistryUnavailableException.class.getName()));
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void shouldHaveLoggedNoSecretMeanwhile() {
        logs.assertNothingTold();
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
        try (var producer = SecuredHouse.producer(client, Map.of())) {
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
        } catch (ExecutionException | KafkaException e) {
            // A producer whose id was refused throws from send() itself, there wrapped or bare.
            assertThat(Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause))
                    .anyMatch(AuthorizationException.class::isInstance);
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
            consumer.position(partition, LIMIT);
            // Who may write may ask for positions. Only the answer to a fetch tells who may read, and the
            // first to come may still be about the topic before.
            double before = fetches(consumer);
            do {
                consumer.poll(Duration.ofMillis(100));
            } while (fetches(consumer) < before + 2);
            consumer.poll(Duration.ofMillis(100)); // throws what that answer said
            return true;
        } catch (TopicAuthorizationException e) {
            return false;
        }
    }

    private static double fetches(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("fetch-total")
                        && metric.metricName().group().equals("consumer-fetch-manager-metrics"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    private static void commit(Map<String, String> client, String group) {
        try (var consumer = consumer(client, Map.of("group.id", group))) {
            consumer.assign(List.of(new TopicPartition("blockwatch.pages", 0)));
            consumer.commitSync(Map.of());
            consumer.committed(Set.of(new TopicPartition("blockwatch.pages", 0)), LIMIT);
        }
    }

    private static void begin(Map<String, String> client, String transactionalId) {
        try (var producer = SecuredHouse.producer(client, Map.of("transactional.id", transactionalId))) {
            producer.initTransactions();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, String> client, Map<String, String> more) {
        Map<String, Object> all = new HashMap<>(client);
        all.putAll(more);
        all.put("enable.auto.commit", "false");
        all.put("fetch.max.wait.ms", "50"); // most topics have nothing to wait for
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
