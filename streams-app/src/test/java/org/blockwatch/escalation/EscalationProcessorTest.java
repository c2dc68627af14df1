package org.blockwatch.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.blockwatch.escalation.Alerts.FOUR_HOURS_LATER;
import static org.blockwatch.escalation.Alerts.PATIENT;
import static org.blockwatch.escalation.Alerts.alert;
import static org.blockwatch.escalation.Alerts.answer;
import static org.blockwatch.escalation.Alerts.result;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.clock.VirtualClock;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.intake.DrainGate;
import org.blockwatch.intake.Failures;
import org.blockwatch.intake.Refusal;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.timer.Ticks;
import org.blockwatch.timer.Timers;
import org.blockwatch.timer.Timers.Budget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationProcessorTest {

    private static final Duration TICK = Duration.ofMillis(250);

    @TempDir
    private Path directory;

    private final VirtualClock clock = EngineClock.virtual(FOUR_HOURS_LATER);
    private TopologyTestDriver driver;
    private TestInputTopic<String, Alert> alerts;
    private TestInputTopic<String, AlertResponse> answers;
    private TestInputTopic<String, PageEvent> results;
    private TestOutputTopic<String, PageRequest> pages;
    private TestOutputTopic<String, PageEvent> trail;

    @BeforeEach
    void start() {
        start(1);
    }

    /** Runs partition 0 of so many. */
    private void start(int partitions) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(topology(partitions), properties, FOUR_HOURS_LATER);
        alerts = driver.createInputTopic(
                "alerts", Serdes.String().serializer(), serde(Alert.class).serializer());
        answers = driver.createInputTopic(
                "answers",
                Serdes.String().serializer(),
                serde(AlertResponse.class).serializer());
        results = driver.createInputTopic(
                "events", Serdes.String().serializer(), serde(PageEvent.class).serializer());
        pages = driver.createOutputTopic(
                "pages",
                Serdes.String().deserializer(),
                serde(PageRequest.class).deserializer());
        trail = driver.createOutputTopic(
                "events", Serdes.String().deserializer(), serde(PageEvent.class).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldPageOnceThoughItReadsItsOwnTrailBack() {
        alerts.pipeInput(PATIENT, alert(AlertPhase.START, Priority.HIGH, clock.now()));
        pass(Duration.ofMinutes(5));

        assertThat(pages.readKeyValuesToList()).singleElement().satisfies(page -> {
            assertThat(page.key).isEqualTo(PATIENT);
            assertThat(page.value.getSummary()).startsWith("HIGH 4B bed 12, 4h00 after block");
        });
        assertThat(kinds()).containsExactly(PageEventKind.REQUESTED);
    }

    @Test
    void shouldRetryAFailedChannelAtItsInstantAndNotAfterAnAnswer() {
        alerts.pipeInput(PATIENT, alert(AlertPhase.START, Priority.HIGH, clock.now()));
        PageRequest first = pages.readValue();
        results.pipeInput(PATIENT, result(first, "webhook", PageEventKind.FAILED, null));

        pass(Duration.ofMillis(750));
        assertThat(pages.isEmpty()).isTrue();
        pass(TICK);
        PageRequest second = pages.readValue();
        assertThat(second.getAttempt()).isEqualTo(2);

        results.pipeInput(PATIENT, result(second, "webhook", PageEventKind.FAILED, null));
        answers.pipeInput(PATIENT, answer(AlertResponseKind.ACKNOWLEDGED, "nurse-1", clock.now()));
        pass(Duration.ofMinutes(5));

        assertThat(pages.isEmpty()).isTrue();
        assertThat(kinds())
                .containsExactly(PageEventKind.REQUESTED, PageEventKind.REQUESTED, PageEventKind.ACKNOWLEDGED);
    }

    @Test
    void shouldForgetALadderAtTheEndOfItsAlert() {
        alerts.pipeInput(PATIENT, alert(AlertPhase.START, Priority.HIGH, clock.now()));
        PageRequest page = pages.readValue();
        results.pipeInput(PATIENT, result(page, "webhook", PageEventKind.FAILED, null));
        alerts.pipeInput(PATIENT, alert(AlertPhase.END, Priority.HIGH, clock.now()));
        results.pipeInput(PATIENT, result(page, "console", PageEventKind.FAILED, null));
        pass(Duration.ofMinutes(5));

        assertThat(pages.isEmpty()).isTrue();
        try (var ladders = driver.getKeyValueStore("ladders").all()) {
            assertThat(ladders).isExhausted();
        }
        assertThat(Timers.earliest(driver.getKeyValueStore(Timers.STORE))).isEmpty();
    }

    @Test
    void shouldKeepTwoPatientsApartWhoseAlertsHaveOneName() {
        Alert mine = alert(AlertPhase.START, Priority.HIGH, clock.now());
        Alert yours = alert(AlertPhase.START, Priority.HIGH, clock.now());
        yours.setPatientId("MRN-0043");
        alerts.pipeInput(PATIENT, mine);
        alerts.pipeInput("MRN-0043", yours);

        assertThat(pages.readKeyValuesToList()).extracting(page -> page.key).containsExactly(PATIENT, "MRN-0043");
    }

    @Test
    void shouldRefuseAnAnswerUnderAForeignKey() {
        alerts.pipeInput(PATIENT, alert(AlertPhase.START, Priority.HIGH, clock.now()));

        assertThatThrownBy(() ->
                        answers.pipeInput("MRN-0043", answer(AlertResponseKind.ACKNOWLEDGED, "nurse-1", clock.now())))
                .hasRootCauseInstanceOf(Refusal.class)
                .rootCause()
                .hasMessage("the key is not the record's patientId");
    }

    @Test
    void shouldRefuseAnAnswerOnAPartitionWhereItsLadderIsNot() {
        driver.close();
        start(3);
        AlertResponse answer = answer(AlertResponseKind.ACKNOWLEDGED, "nurse-1", clock.now());
        String elsewhere = Stream.iterate(1, n -> n + 1)
                .map(n -> "MRN-" + n)
                .filter(patient -> BuiltInPartitioner.partitionForKey(patient.getBytes(StandardCharsets.UTF_8), 3) == 2)
                .findFirst()
                .orElseThrow();
        answer.setPatientId(elsewhere);

        assertThatThrownBy(() -> answers.pipeInput(elsewhere, answer))
                .rootCause()
                .hasMessage("partition 0, but the key belongs to 2");
    }

    private Topology topology(int partitions) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Ticks ticks = new Ticks(clock, TICK, Budget.UNLIMITED, DrainGate.OPEN, new Failures(meters), meters);
        Topology topology = new Topology();
        source(topology, "alerts", Alert.class);
        source(topology, "answers", AlertResponse.class);
        source(topology, "events", PageEvent.class);
        topology.addProcessor(
                "escalation",
                () -> new EscalationProcessor(PolicyFile.builtIn(), ticks, partitions, meters),
                "alerts",
                "answers",
                "events");
        topology.addStateStore(EscalationProcessor.ladders(), "escalation");
        topology.addStateStore(Timers.store(), "escalation");
        sink(topology, EscalationProcessor.PAGES, "pages", PageRequest.class);
        sink(topology, EscalationProcessor.PAGE_EVENTS, "events", PageEvent.class);
        return topology;
    }

    private static <T extends SpecificRecord> void source(Topology topology, String name, Class<T> type) {
        topology.addSource(name, Serdes.String().deserializer(), serde(type).deserializer(), name);
    }

    private static <T extends SpecificRecord> void sink(Topology topology, String name, String topic, Class<T> type) {
        topology.addSink(name, topic, Serdes.String().serializer(), serde(type).serializer(), "escalation");
    }

    private static <T extends SpecificRecord> StateSerde<T> serde(Class<T> type) {
        return StateSerde.of(type);
    }

    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            clock.advance(TICK);
            driver.advanceWallClockTime(TICK);
        }
    }

    private List<PageEventKind> kinds() {
        return trail.readValuesToList().stream().map(PageEvent::getKind).toList();
    }
}
