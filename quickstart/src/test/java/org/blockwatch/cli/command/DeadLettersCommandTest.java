package org.blockwatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Letters that the running application has made of what clients of other makes send. */
@WithPlatform
@Timeout(600)
class DeadLettersCommandTest {

    private static final Duration SOON = Duration.ofSeconds(100);
    private static final int PARTITIONS = 3;

    private static final String BLOCK = """
            {"type":"BlockPerformed","eventId":"%1$s-b","blockId":"%1$s-b","patientId":"%1$s","occurredAt":"%2$s"}""";
    private static final String WEAK = """
            {"type":"NeuroAssessment","eventId":"%1$s-a","patientId":"%1$s","occurredAt":"%2$s",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"}]}}""";
    private static final String VITALS = """
            {"type":"VitalSigns","eventId":"%1$s-v","patientId":"%1$s","occurredAt":"%2$s","heartRate":70}""";

    private final EngineClock clock = EngineClock.system();
    private final Platform platform;
    private final List<TopicWatcher.Seen> seen = new CopyOnWriteArrayList<>();

    private final AvroSerializer<SpecificRecord> avro = new AvroSerializer<>();
    private final KafkaProducer<byte[], byte[]> producer;

    DeadLettersCommandTest(Platform platform) {
        this.platform = platform;
        avro.configure(Map.of("schema.registry.url", platform.registryUrl()), false);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close();
        avro.close();
    }

    @Test
    void shouldBringBackWhatAClientSentAmiss(@TempDir Path state) throws Exception {
        var now = clock.now();
        var t0 = now.minus(Duration.ofHours(5));
        try (var apps = Applications.start(
                        platform,
                        Applications.Plan.of(clock, state, new PrintStream(OutputStream.nullOutputStream())));
                var watcher = TopicWatcher.of(platform, List.of(Topics.ALERTS, Topics.DEAD_LETTERS), seen::add)) {
            var vitals = Topics.VITALS;
            var soon = clock.now().plus(Duration.ofMinutes(25)).plusSeconds(30); // of now: to start takes its time
            send(Topics.BLOCKS, away("p-crc32"), "p-crc32", avro(Topics.BLOCKS, BLOCK, "p-crc32", t0));
            send(Topics.ASSESSMENTS, away("p-crc32"), "p-crc32", avro(Topics.ASSESSMENTS, WEAK, "p-crc32", t0));
            send(vitals, 0, null, avro(vitals, VITALS, "p-keyless", now));
            send(vitals, null, "p-future", avro(vitals, VITALS, "p-future", soon));
            send(vitals, null, "p-old", avro(vitals, VITALS, "p-old", now.minus(Duration.ofDays(9))));
            send(vitals, null, "p-json", "{\"type\":\"VitalSigns\"}".getBytes(UTF_8));
            await().atMost(SOON).until(() -> letters().size() >= 6);

            assertThat(run(new ListLettersCommand(), "--reason", "WRONG_PARTITION", "--patient", "p-crc32")
                            .out())
                    .contains("WRONG_PARTITION", "blockwatch.blocks", "p-crc32", "murmur2_random");
            assertThat(run(new ListLettersCommand(), "--topic", "vitals", "--json")
                            .out()
                            .lines())
                    .hasSize(4)
                    .anyMatch(line -> line.contains("\"reason\":\"MISSING_FIELD\"") && !line.contains("\"key\""));
            assertThat(run(new ShowLettersCommand(), id("p-old")).out())
                    .contains("TOO_OLD", "\"eventId\":\"p-old-v\"", "\"heartRate\":70");
            assertThat(run(new ShowLettersCommand(), id("p-json")).out()).contains("no record", "{\"type\":\"VitalSi");

            var dry = run(new ResendLettersCommand(), "--all", "--dry-run");
            assertThat(dry.err()).contains("would go to blockwatch.blocks").contains("1 wait for their time, 2 stay");
            assertThat(alerts("p-crc32")).isEmpty();

            var first = run(new ResendLettersCommand(), "--all", "--by", "kim");
            assertThat(first.status()).as("some stay").isEqualTo(3);
            assertThat(first.err())
                    .contains("is let in from " + soon.minus(Duration.ofMinutes(25)))
                    .contains("TOO_OLD stays: it would be refused again")
                    .contains("UNDECODABLE stays: it still cannot be decoded");
            await().atMost(SOON)
                    .until(() -> alerts("p-crc32").stream()
                            .anyMatch(alert -> alert.getCode() == AlertCode.DEFICIT_PERSISTS_4H));

            var second = run(new ResendLettersCommand(), "--reason", "WRONG_PARTITION,MISSING_FIELD");
            assertThat(second.status()).isEqualTo(3);
            assertThat(second.err())
                    .contains("by kim; --again sends it once more")
                    .doesNotContain("p-crc32 sent");
            assertThat(run(new ListLettersCommand(), "--patient", "p-crc32").out())
                    .as("what has been dealt with is not listed")
                    .contains("There is no such dead letter");
            assertThat(run(new ListLettersCommand(), "--patient", "p-crc32", "--all")
                            .out())
                    .contains("sent again");

            await("its time comes")
                    .atMost(SOON)
                    .until(() -> run(new ResendLettersCommand(), "--reason", "FUTURE_DATED")
                            .err()
                            .contains("1 sent again"));
            assertThat(letters().stream().filter(letter -> "p-future".equals(key(letter))))
                    .as("it was let in: no second letter of it")
                    .hasSize(1);
        }
    }

    /** Returns a partition that is not the patient's: where a client with another partitioner may put the record. */
    private static int away(String patient) {
        var home = Utils.toPositive(Utils.murmur2(patient.getBytes(UTF_8))) % PARTITIONS;
        return (home + 1) % PARTITIONS;
    }

    private byte[] avro(Topics topic, String json, String patient, Instant at) {
        return avro.serialize(topic.topicName(), PlainJson.readStatement(json.formatted(patient, at)));
    }

    private void send(Topics topic, Integer partition, String key, byte[] value) {
        producer.send(
                new ProducerRecord<>(topic.topicName(), partition, key == null ? null : key.getBytes(UTF_8), value));
        producer.flush();
    }

    private List<TopicWatcher.Seen> letters() {
        return seen.stream()
                .filter(one -> one.topic() == Topics.DEAD_LETTERS && one.raw().value() != null)
                .toList();
    }

    private List<Alert> alerts(String patient) {
        return seen.stream()
                .filter(one -> one.value() instanceof Alert)
                .map(one -> (Alert) one.value())
                .filter(alert -> alert.getPatientId().equals(patient))
                .toList();
    }

    private static String key(TopicWatcher.Seen letter) {
        return letter.raw().key() == null ? null : new String(letter.raw().key(), UTF_8);
    }

    private String id(String patient) {
        var letter = letters().stream()
                .filter(one -> patient.equals(key(one)))
                .findFirst()
                .orElseThrow();
        return letter.raw().partition() + "-" + letter.raw().offset();
    }

    private CommandRun run(Object command, String... args) {
        var all = new ArrayList<>(
                List.of("--bootstrap-server", platform.bootstrapServers(), "--registry", platform.registryUrl()));
        all.addAll(List.of(args));
        return CommandRun.of(command, all.toArray(String[]::new));
    }
}
