package org.blockwatch.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Bytes;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** After an erasure no row anywhere names the patient, and everybody else is watched on. */
@WithPlatform
@Timeout(600)
class EraseCommandTest {

    private static final Duration SOON = Duration.ofSeconds(100);

    private static final String BLOCK = """
            {"type":"BlockPerformed","eventId":"%1$s-b","blockId":"%1$s-b","patientId":"%1$s","occurredAt":"%2$s"}""";
    private static final String WEAK = """
            {"type":"NeuroAssessment","eventId":"%1$s-a","patientId":"%1$s","occurredAt":"%2$s",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"RIGHT","result":"UNABLE"}]}}""";
    private static final String STRONG = """
            {"type":"NeuroAssessment","eventId":"%1$s-c","patientId":"%1$s","occurredAt":"%2$s",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"ABLE"},{"side":"RIGHT","result":"ABLE"}]}}""";

    private final EngineClock clock = EngineClock.system();
    private final Platform platform;
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();

    EraseCommandTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void shouldLeaveNoRowOfThePatientAndAllOfOthers(@TempDir Path before, @TempDir Path after) throws Exception {
        try (var apps = applications(before);
                var watcher = watcher()) {
            weak("erased");
            weak("erased-not"); // begins like it
            await().atMost(SOON).until(() -> openAlerts().containsAll(Set.of("erased", "erased-not")));

            var running = run("erased");
            assertThat(running.status()).isEqualTo(1);
            assertThat(running.err()).contains("streams-app").contains("Nothing is erased");
        }
        assertThat(rows("erased")).as("there is something to erase").hasSizeGreaterThanOrEqualTo(4);
        var others = rows("erased-not");

        var erased = new CommandRun[1];
        await("its session ends").atMost(SOON).until(() -> (erased[0] = run("erased", "--numbers-too")).status() == 0);

        assertThat(erased[0].out())
                .contains("blockwatch-recoveries-changelog")
                .contains("blockwatch.blocks                    1 records")
                .contains("gone by");
        assertThat(rows("erased")).as("rows that still name the patient").isEmpty();
        assertThat(rows("erased-not")).as("rows of others").isEqualTo(others);
        assertThat(run("erased").out()).contains("0 rows").doesNotContainPattern("[1-9]\\d* rows");

        try (var apps = applications(after);
                var watcher = watcher()) {
            publish(STRONG.formatted("erased-not", clock.now()));
            await("the other is still watched")
                    .atMost(SOON)
                    .until(() -> alerts.stream()
                            .anyMatch(alert ->
                                    alert.getPatientId().equals("erased-not") && alert.getPhase() == AlertPhase.END));
        }
        assertThat(rows("erased")).as("nothing came back").isEmpty();
    }

    private Applications applications(Path state) {
        return Applications.start(
                platform, Applications.Plan.of(clock, state, new PrintStream(OutputStream.nullOutputStream())));
    }

    private TopicWatcher watcher() {
        return TopicWatcher.of(platform, List.of(Topics.ALERTS), seen -> alerts.add((Alert) seen.value()));
    }

    private Set<String> openAlerts() {
        return alerts.stream().map(Alert::getPatientId).collect(Collectors.toSet());
    }

    private void weak(String patient) throws Exception {
        var t0 = clock.now().minus(Duration.ofHours(5));
        publish(BLOCK.formatted(patient, t0));
        publish(WEAK.formatted(patient, t0.plus(Duration.ofHours(1))));
    }

    private void publish(String line) throws Exception {
        try (var publisher = Publisher.to(platform)) {
            publisher.publish(PlainJson.readStatement(line)).get();
        }
    }

    /** Records that name an alert stay for a year: a patient who comes back must not get its alertId again. */
    @Test
    void shouldGiveNoAlertIdTwice(@TempDir Path before, @TempDir Path after) throws Exception {
        try (var apps = applications(before);
                var watcher = watcher()) {
            weak("back");
            await().atMost(SOON).until(() -> alertIds("back").stream().anyMatch(id -> id.endsWith("/1")));
        }
        var erased = new CommandRun[1];
        await("its session ends").atMost(SOON).until(() -> (erased[0] = run("back")).status() == 0);
        assertThat(erased[0].out())
                .contains("Kept, so that no alertId is given twice")
                .contains("blockwatch-alert-counts-changelog")
                .contains("or with --numbers-too now");

        try (var apps = applications(after);
                var watcher = watcher()) {
            weak("back");
            await().atMost(SOON).until(() -> alertIds("back").stream().anyMatch(id -> id.endsWith("/2")));
        }
        await("its session ends")
                .atMost(SOON)
                .until(() -> run("back", "--numbers-too").status() == 0);
        assertThat(rows("back")).isEmpty();
    }

    private Set<String> alertIds(String patient) {
        return alerts.stream()
                .filter(alert -> alert.getPatientId().equals(patient))
                .map(Alert::getAlertId)
                .collect(Collectors.toSet());
    }

    private CommandRun run(String patient, String... more) {
        var arguments = new ArrayList<>(List.of(
                patient, "--bootstrap-server", platform.bootstrapServers(), "--registry", platform.registryUrl()));
        arguments.addAll(List.of(more));
        return CommandRun.of(new EraseCommand(), arguments.toArray(String[]::new));
    }

    /**
     * Returns the rows, of whatever topic keeps them for ever, whose key or value holds this id and no longer one: found
     * by its bytes alone, with no knowledge of how keys are made.
     */
    private Map<String, Integer> rows(String patient) throws Exception {
        var found = new TreeMap<String, Integer>();
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
                var reader = new TopicReader(
                        Map.of(
                                "bootstrap.servers",
                                platform.bootstrapServers(),
                                "schema.registry.url",
                                platform.registryUrl()),
                        new PrintWriter(System.err))) {
            for (var topic : admin.listTopics().names().get()) {
                var byAge = Topics.named(topic).filter(one -> one.retention().isPresent());
                if (topic.startsWith("_") || byAge.isPresent()) {
                    continue;
                }
                var latest = new HashMap<Bytes, byte[]>();
                reader.readRaw(reader.partitions(topic), Optional.<Instant>empty(), record -> {
                    if (record.value() == null) {
                        latest.remove(Bytes.wrap(record.key()));
                    } else {
                        latest.put(Bytes.wrap(record.key()), record.value());
                    }
                });
                latest.forEach((key, value) -> {
                    if (names(key.get(), patient) || names(value, patient)) {
                        found.merge(topic, 1, Integer::sum);
                    }
                });
            }
        }
        return found;
    }

    private static boolean names(byte[] bytes, String patient) {
        var text = new String(bytes, ISO_8859_1);
        var other = "erased-not";
        return patient.equals(other)
                ? text.contains(other)
                : text.replace(other, "").contains(patient);
    }
}
