package org.blockwatch.cli.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.StreamsApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The streams application among accidents. */
@WithPlatform
@Timeout(600)
class StreamsAppTest {
    private static final Duration SOON = Duration.ofSeconds(100);

    private static final WardExamples WARD =
            new WardExamples(); // one for all tests: the clock of one application runs on

    @TempDir
    private Path directory;

    private final Platform platform;
    private final TestBus bus;

    StreamsAppTest(Platform platform) {
        this.platform = platform;
        this.bus = new TestBus(platform);
    }

    @AfterEach
    void close() {
        bus.close();
    }

    private StreamsApp started() {
        StreamsApp app = StreamsApp.start(WARD.settings(platform, directory), WARD.clock);
        await().atMost(SOON).until(app::isReady);
        return app;
    }

    /** The application as a process of its own, so that it can be killed. */
    private Process process(String stateDir) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                StreamsApp.class.getName());
        Map<String, String> settings = WARD.settings(platform, directory.resolve(stateDir));
        settings.put("kafka.consumer.session.timeout.ms", "10000"); // the group does not wait long for the killed one
        settings.forEach((key, value) ->
                java.environment().put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        File log = directory.resolve(stateDir + ".log").toFile();
        return java.redirectErrorStream(true).redirectOutput(log).start();
    }

    private List<Alert> alerts(String patientId, AlertCode code) {
        return bus.read(Alert.class, patientId).stream()
                .filter(alert -> alert.getCode() == code)
                .toList();
    }

    private void awaitAlert(String patientId, AlertCode code, AlertPhase phase) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> alerts(patientId, code).stream().anyMatch(alert -> alert.getPhase() == phase));
    }

    /**
     * Ends the application between a weak leg and the deadline. Where a busy machine lets the deadline pass before, another
     * patient is tried.
     */
    private BlockPerformed endedInACountdown(String name, Callable<? extends AutoCloseable> application)
            throws Exception {
        for (int n = 1; n <= 5; n++) {
            String patient = "p-" + name + "-" + n;
            BlockPerformed block;
            try (AutoCloseable running = application.call()) {
                block = WARD.block(patient);
                bus.send(patient, block);
                bus.send(patient, WARD.legs(patient, "a1", UNABLE));
                awaitAlert(patient, AlertCode.SIGNIFICANT_MOTOR_BLOCK, AlertPhase.START);
            }
            if (alerts(patient, AlertCode.DEFICIT_PERSISTS_4H).isEmpty()) {
                return block;
            }
        }
        throw new AssertionError("five deadlines passed before the application was ended");
    }

    @Test
    void shouldAskForAPageAtTheDeadlineAndNotBefore() {
        String patient = "p-deadline";
        try (StreamsApp app = started()) {
            BlockPerformed block = WARD.block(patient);
            bus.send(patient, block);
            bus.send(patient, WARD.legs(patient, "a1", UNABLE));
            awaitAlert(patient, AlertCode.DEFICIT_PERSISTS_4H, AlertPhase.START);
            await().atMost(SOON)
                    .until(() -> bus.read(PageRequest.class, patient).stream()
                            .anyMatch(page -> page.getCode() == AlertCode.DEFICIT_PERSISTS_4H));

            Instant deadline = block.getOccurredAt().plus(Duration.ofHours(4));
            ConsumerRecord<byte[], byte[]> last = bus.records(Topics.PAGES, patient).stream()
                    .filter(record -> new String(record.value(), StandardCharsets.UTF_8)
                            .contains(AlertCode.DEFICIT_PERSISTS_4H.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(Instant.ofEpochMilli(last.timestamp())).isAfterOrEqualTo(WARD.wall(deadline));
        }
    }

    @Test
    void shouldLoseNoDeadlineAndPageOnceWhenKilledInTheMiddleOfACountdown() throws Exception {
        BlockPerformed block = endedInACountdown("killed", () -> {
            Process first = process("first");
            await().atMost(SOON)
                    .until(() ->
                            Files.readString(directory.resolve("first.log")).contains("is RUNNING"));
            return () -> first.destroyForcibly().waitFor();
        });
        String patient = block.getPatientId();
        Process second = process("second"); // an empty state directory: all comes from the changelogs
        try {
            awaitAlert(patient, AlertCode.DEFICIT_PERSISTS_4H, AlertPhase.START);
            awaitAlert(patient, AlertCode.EXAM_INCOMPLETE, AlertPhase.START); // half an hour later
        } finally {
            second.destroy();
            second.waitFor();
        }

        assertThat(alerts(patient, AlertCode.DEFICIT_PERSISTS_4H))
                .first()
                .satisfies(alert -> assertThat(alert.getDueAt())
                        .isEqualTo(block.getOccurredAt().plus(Duration.ofHours(4))));
        assertThat(bus.read(Alert.class, patient))
                .filteredOn(alert -> alert.getPhase() == AlertPhase.START)
                .extracting(Alert::getAlertId)
                .doesNotHaveDuplicates();
        assertThat(bus.read(PageRequest.class, patient))
                .isNotEmpty()
                .extracting(PageRequest::getPageId, PageRequest::getAttempt)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldLetARecoveryChartedDuringAnOutageSuppressTheAlertThatFellDueMeanwhile() throws Exception {
        BlockPerformed block = endedInACountdown("outage", this::started);
        String patient = block.getPatientId();
        Instant deadline = block.getOccurredAt().plus(Duration.ofHours(4));
        NeuroAssessment recovered = WARD.legs(patient, "a2", ABLE);
        recovered.setOccurredAt(deadline.minus(Duration.ofMinutes(1))); // whenever this is sent
        await().atMost(SOON).until(() -> !WARD.clock.now().isBefore(recovered.getOccurredAt()));
        bus.send(patient, recovered);
        await().atMost(SOON).until(() -> WARD.clock.now().isAfter(deadline));

        try (StreamsApp app = started()) {
            awaitAlert(patient, AlertCode.SIGNIFICANT_MOTOR_BLOCK, AlertPhase.END);
        }

        assertThat(alerts(patient, AlertCode.DEFICIT_PERSISTS_4H)).isEmpty();
        assertThat(alerts(patient, AlertCode.SIGNIFICANT_MOTOR_BLOCK))
                .last()
                .satisfies(end -> assertThat(end.getEndReason()).isEqualTo(EndReason.RECOVERED));
    }

    @Test
    void shouldSetGarbageOfEveryTopicAsideAndGoOn() {
        String patient = "p-garbage";
        byte[] unknownSchema = {0, 0, 0, 42, 42, 1, 2, 3};
        try (StreamsApp app = started()) {
            bus.send(patient, WARD.block(patient));
            for (Topics topic : Topics.STATEMENTS) {
                bus.send(topic, patient, "garbage".getBytes(StandardCharsets.UTF_8));
            }
            bus.send(Topics.ALERT_RESPONSES, patient, new byte[0]);
            bus.send(Topics.VITALS, patient, unknownSchema);
            bus.send(patient, WARD.legs(patient, "a1", UNABLE));
            awaitAlert(patient, AlertCode.SIGNIFICANT_MOTOR_BLOCK, AlertPhase.START);
            await().atMost(SOON)
                    .until(() -> bus.records(Topics.DEAD_LETTERS, patient).size() == 6);
        }

        List<ConsumerRecord<byte[], byte[]>> letters = bus.records(Topics.DEAD_LETTERS, patient);
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetterRecord.REASON))
                .containsOnly("UNDECODABLE");
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetterRecord.SOURCE_TOPIC))
                .contains(Topics.BLOCKS.topicName(), Topics.ALERT_RESPONSES.topicName());
        assertThat(letters).extracting(ConsumerRecord::value).contains(unknownSchema);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
