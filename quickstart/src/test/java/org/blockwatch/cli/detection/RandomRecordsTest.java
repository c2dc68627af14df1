package org.blockwatch.cli.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Random records go through the running applications while healthy patients' deadlines fall due: all deadlines fire in
 * time, and every record is let in, known already, or a dead letter. {@code -Dblockwatch.random.records} says how many.
 */
@WithPlatform
@Tag("crash") // for how long it takes: it kills nothing
@Timeout(1200)
class RandomRecordsTest {

    private static final int RECORDS = Integer.getInteger("blockwatch.random.records", 300_000);
    private static final int DEADLINES = 20;
    private static final Duration FIRST_DEADLINE = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** Far more than is promised: the machine makes random records at the same time. */
    private static final Duration IN_TIME = Duration.ofSeconds(10);

    private static final long SEED = 20_261_128;

    private static final String BLOCK = """
            {"type":"BlockPerformed","eventId":"%1$s-b","blockId":"%1$s-b","patientId":"%1$s","occurredAt":"%2$s"}""";
    private static final String WEAK = """
            {"type":"NeuroAssessment","eventId":"%1$s-a","patientId":"%1$s","occurredAt":"%2$s",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"RIGHT","result":"UNABLE"}]}}""";
    private static final String VITALS = """
            {"type":"VitalSigns","eventId":"%1$s-v","patientId":"%1$s","occurredAt":"%2$s","heartRate":70,"spo2":97}""";
    private static final String CARE = """
            {"type":"CareEvent","eventId":"%1$s-c","patientId":"%1$s","occurredAt":"%2$s","kind":"MOBILISATION_ORDERED"}""";
    private static final List<String> KINDS = List.of(BLOCK, WEAK, VITALS, CARE);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Kafka and we say a line for every record that is refused. */
    private static final List<String> TALKATIVE = List.of(
            "org.blockwatch.streams.intake.DeadLetters",
            "org.apache.kafka.streams.processor.internals.RecordDeserializer",
            "org.apache.kafka.streams.processor.internals.ProcessorNode");

    private final EngineClock clock = EngineClock.system();
    private final Platform platform;
    private final AvroSerializer<SpecificRecord> avro = new AvroSerializer<>();
    private final Random random = new Random(SEED);
    private final AtomicInteger letters = new AtomicInteger();
    private final Map<String, Duration> late = new ConcurrentHashMap<>();

    RandomRecordsTest(Platform platform) {
        this.platform = platform;
        avro.configure(Map.of("schema.registry.url", platform.registryUrl()), false);
    }

    @BeforeAll
    static void hush() {
        level(Level.ERROR);
    }

    @AfterAll
    static void speak() {
        level(null);
    }

    private static void level(@Nullable Level level) {
        for (var name : TALKATIVE) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
        }
    }

    @Test
    void shouldLoseNeitherADeadlineNorARecord(@TempDir Path state) throws Exception {
        var console = new PrintStream(OutputStream.nullOutputStream());
        try (var apps = Applications.start(platform, Applications.Plan.of(clock, state, console));
                var watcher = TopicWatcher.of(platform, List.of(Topics.ALERTS, Topics.DEAD_LETTERS), this::seen);
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", platform.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var healthy = chartHealthyPatients();
            for (var i = 0; i < RECORDS; i++) {
                producer.send(record());
            }
            producer.flush();

            await("let in or set aside, of " + RECORDS)
                    .atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(letIn(apps.streamsDoor()) + letters.get())
                            .isEqualTo(RECORDS + healthy));
            await("every deadline").atMost(Duration.ofMinutes(1)).until(() -> late.size() == DEADLINES);
            assertThat(apps.ended()).as("nothing has ended").isNotDone();
        }
        assertThat(late.values()).as("how late alerts were").allMatch(by -> by.compareTo(IN_TIME) < 0);
        assertThat(letters).as("some were refused").hasPositiveValue();
    }

    /** Charts patients whose four hours are over one after the other, and returns how many records that took. */
    private int chartHealthyPatients() throws Exception {
        try (var bus = Publisher.to(platform)) {
            for (var i = 0; i < DEADLINES; i++) {
                var due = clock.now().plus(FIRST_DEADLINE).plus(BETWEEN.multipliedBy(i));
                var t0 = due.minus(Duration.ofHours(4));
                bus.publish(PlainJson.readStatement(BLOCK.formatted("healthy-" + i, t0)))
                        .get();
                bus.publish(PlainJson.readStatement(WEAK.formatted("healthy-" + i, t0.plusSeconds(9000))))
                        .get();
            }
        }
        return 2 * DEADLINES;
    }

    private void seen(TopicWatcher.Seen seen) {
        if (seen.topic() == Topics.DEAD_LETTERS) {
            letters.incrementAndGet();
        } else if (seen.value() instanceof Alert alert
                && alert.getCode() == AlertCode.DEFICIT_PERSISTS_4H
                && alert.getPhase() == AlertPhase.START
                && alert.getPatientId().startsWith("healthy-")) {
            late.putIfAbsent(
                    alert.getPatientId(),
                    Duration.between(
                            alert.getDueAt(), Instant.ofEpochMilli(seen.raw().timestamp())));
        }
    }

    /** Returns a record of a statement topic: good, repeated, mutated, or nothing but noise. */
    private ProducerRecord<byte[], byte[]> record() {
        var kind = KINDS.get(random.nextInt(KINDS.size()));
        var patient = "random-" + random.nextInt(RECORDS / 10 + 1);
        var statement =
                PlainJson.readStatement(kind.formatted(patient, clock.now().minusSeconds(random.nextInt(7200))));
        var topic = Topics.carrying(statement.getClass()).topicName();
        var good = avro.serialize(topic, statement);
        var key = random.nextInt(50) == 0 ? noise(random.nextInt(20)) : patient.getBytes(UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> new ProducerRecord<>(topic, key, noise(random.nextInt(400)));
            case 1 -> new ProducerRecord<>(topic, key, Arrays.copyOf(good, random.nextInt(good.length)));
            case 2 -> new ProducerRecord<>(topic, key, Arrays.copyOf(good, good.length + 1 + random.nextInt(4)));
            case 3 -> new ProducerRecord<>(topic, key, flipped(good));
            case 4 -> new ProducerRecord<>(topic, random.nextInt(3), key, good); // some other partitioner
            case 5 -> new ProducerRecord<>(topic, null, random.nextBoolean() ? null : good);
            default -> new ProducerRecord<>(topic, key, good);
        };
    }

    private byte[] flipped(byte[] good) {
        var flipped = good.clone();
        for (var flips = 1 + random.nextInt(3); flips > 0; flips--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] noise(int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** Returns how many statements the application counts as let in, whatever they were to what it knew. */
    private static int letIn(URI door) {
        var request = HttpRequest.newBuilder(URI.create(door + "/metrics")).build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join()
                .body()
                .lines()
                .filter(line -> line.startsWith("blockwatch_statements_total"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
