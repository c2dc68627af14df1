package org.blockwatch.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.blockwatch.cli.command.CommandLines;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.event.Alert;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One pipeline for all tests of this class; each has patients of its own. */
@WithPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    private final EngineClock clock = EngineClock.system();
    private final PageReceiver receiver = new PageReceiver();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final List<TopicWatcher.Seen> seen = new CopyOnWriteArrayList<>();

    private Platform platform;
    private Applications apps;
    private Publisher bus;
    private TopicWatcher watcher;

    @BeforeAll
    void start(Platform platform, @TempDir Path state) {
        this.platform = platform;
        apps = Applications.start(
                platform,
                Applications.Plan.of(clock, state, new PrintStream(console, true, UTF_8))
                        .to(receiver.webhook()));
        bus = Publisher.to(platform);
        watcher = TopicWatcher.of(platform, List.of(Topics.ALERTS, Topics.DEAD_LETTERS), seen::add);
    }

    @AfterAll
    void stop() {
        watcher.close();
        bus.close();
        apps.close();
        receiver.close();
    }

    @Test
    void shouldPageForAWeakLegAtTheFourHourMark() {
        var mark = clock.now().plusSeconds(30); // what is told before, settles, and has time to come
        bus.publish(BedsideClient.block("patient-1066", mark.minus(FOUR_HOURS)));
        bus.publish(BedsideClient.weakLeg("patient-1066", mark.minusSeconds(9000)));

        await().atMost(LIMIT)
                .until(() -> !receiver.naming("DEFICIT_PERSISTS_4H", "HIGH").isEmpty());
        var page = receiver.naming("DEFICIT_PERSISTS_4H", "HIGH").get(0);
        assertThat(page.at()).as("never before the mark").isAfterOrEqualTo(mark);
        assertThat(receiver.naming("SIGNIFICANT_MOTOR_BLOCK")).as("before that").hasSize(1);
        assertThat(page.body()).as("no patient leaves the house").doesNotContain("\"patient-1066");
        System.out.printf(
                "The page was at the webhook %d ms after the 4-hour mark%n",
                Duration.between(mark, page.at()).toMillis());
    }

    @Test
    void shouldPutGarbageAsideWithItsReasonAndGoOn() {
        var inputs = List.of(
                Topics.BLOCKS,
                Topics.ASSESSMENTS,
                Topics.VITALS,
                Topics.CARE_EVENTS,
                Topics.ALERT_RESPONSES,
                Topics.PAGE_EVENTS);
        try (var raw = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", platform.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            inputs.forEach(
                    topic -> raw.send(new ProducerRecord<>(topic.topicName(), "garbled", "garbage".getBytes(UTF_8))));
        }
        var now = clock.now();
        bus.publish(BedsideClient.block("after-garbage", now.minus(FOUR_HOURS)));
        bus.publish(BedsideClient.weakLeg("after-garbage", now.minusSeconds(9000)));

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(deadLetterSources("garbled"))
                    .containsExactlyInAnyOrderElementsOf(
                            inputs.stream().map(Topics::topicName).toList());
            assertThat(alertIds("after-garbage")).anyMatch(id -> id.contains("DEFICIT_PERSISTS_4H"));
        });
    }

    @Test
    void shouldPublishLinesOfPlainJsonAndNameTheBadOne(@TempDir Path folder) throws Exception {
        var mark = clock.now();
        var file = folder.resolve("statements.ndjson");
        Files.write(
                file,
                List.of(
                        PlainJson.write(BedsideClient.block("json", mark.minus(FOUR_HOURS))),
                        "{\"type\":\"NeuroAssessment\",\"exma\":{}}",
                        PlainJson.write(BedsideClient.weakLeg("json", mark.minusSeconds(9000)))));

        var status = CommandLines.run(
                "publish",
                "--bootstrap-server",
                platform.bootstrapServers(),
                "--registry",
                platform.registryUrl(),
                file.toString());

        assertThat(status).isEqualTo(3);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(alertIds("json")).anyMatch(id -> id.contains("DEFICIT_PERSISTS_4H")));
    }

    private List<String> alertIds(String patient) {
        return seen.stream()
                .filter(record -> record.value() instanceof Alert alert
                        && alert.getPatientId().equals(patient))
                .map(record -> ((Alert) record.value()).getAlertId())
                .toList();
    }

    private List<String> deadLetterSources(String key) {
        return seen.stream()
                .filter(record -> record.topic() == Topics.DEAD_LETTERS)
                .filter(record -> key.equals(new String(record.raw().key(), UTF_8)))
                .filter(record -> header(record, "blockwatch.reason").equals("UNDECODABLE"))
                .map(record -> header(record, "blockwatch.source.topic"))
                .collect(Collectors.toList());
    }

    private static String header(TopicWatcher.Seen record, String name) {
        var header = record.raw().headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
