package org.blockwatch.streams.detection;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.streams.OfflineTopology;
import org.blockwatch.streams.intake.DrainGate;
import org.blockwatch.streams.patient.PatientSnapshot;
import org.blockwatch.streams.patient.PatientStates;
import org.blockwatch.streams.patient.StatementHistory;
import org.blockwatch.streams.site.SitePractice;
import org.blockwatch.streams.statement.StatementEnvelope;

/** The live topology under Kafka's own driver: statements arrive, the clock stops at every wake-up in between. */
final class DetectionHarness implements AutoCloseable {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final Path directory;
    private final VirtualClock clock;
    private final OfflineTopology pipeline;
    private final TopologyTestDriver driver;
    private final TestOutputTopic<String, SpecificRecord> alerts;
    private final TestOutputTopic<String, SpecificRecord> views;
    private final TestOutputTopic<String, SpecificRecord> followUps;
    private final TestOutputTopic<String, SpecificRecord> pages;
    private final TestOutputTopic<String, SpecificRecord> trail;
    private final TestOutputTopic<byte[], byte[]> deadLetters;

    DetectionHarness(Instant start) {
        this(start, 10_000);
    }

    /** @param atHand how many patients are kept as objects; with none each is read from the stores whenever it is heard of */
    DetectionHarness(Instant start, int atHand) {
        this(start, atHand, DrainGate.OPEN);
    }

    /** Behind a gate. */
    DetectionHarness(Instant start, DrainGate gate) {
        this(start, 10_000, gate);
    }

    private DetectionHarness(Instant start, int atHand, DrainGate gate) {
        clock = EngineClock.virtual(start);
        directory = temporary();
        pipeline = OfflineTopology.of(clock, SitePractice.shipped(), directory, atHand, gate, meters);
        driver = new TopologyTestDriver(pipeline.topology(), pipeline.properties(), start);
        alerts = output(Topics.ALERTS);
        views = output(Topics.RECOVERY);
        followUps = output(Topics.FOLLOW_UPS);
        pages = output(Topics.PAGES);
        trail = output(Topics.PAGE_EVENTS);
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestOutputTopic<String, SpecificRecord> output(Topics topic) {
        return driver.createOutputTopic(
                topic.topicName(), new StringDeserializer(), pipeline.values().deserializer());
    }

    /** A statement arrives on its own topic under its patient's key. */
    void arrives(Instant at, SpecificRecord statement) {
        arrives(at, StatementEnvelope.of(statement).patientId(), statement);
    }

    /** A person's answer arrives. */
    void answered(Instant at, AlertResponse answer) {
        arrives(at, answer.getPatientId(), answer);
    }

    private void arrives(Instant at, String patientId, SpecificRecord record) {
        runUntil(at);
        driver.createInputTopic(
                        Topics.carrying(record.getClass()).topicName(),
                        new StringSerializer(),
                        pipeline.values().serializer())
                .pipeInput(new TestRecord<>(patientId, record, clock.now()));
    }

    /** Any bytes arrive on any topic. */
    void arrives(Topics topic, String key, byte[] value) {
        driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, clock.now()));
    }

    /** Time goes by; what is due at the instant itself fires. */
    void runUntil(Instant until) {
        for (Optional<Instant> due = due(until); due.isPresent(); due = due(until)) {
            advanceTo(due.get());
        }
        advanceTo(until);
    }

    /** Time goes by in one step, as after a pause: whatever has come due meanwhile meets one tick. */
    void passUntil(Instant until) {
        advanceTo(until);
    }

    private Optional<Instant> due(Instant until) {
        return pipeline.nextWakeUp().get().filter(due -> !due.isAfter(until));
    }

    private void advanceTo(Instant instant) {
        Duration step = Duration.between(clock.now(), instant);
        if (!step.isNegative() && !step.isZero()) {
            clock.advanceTo(instant);
            driver.advanceWallClockTime(step);
        }
    }

    /** What the stores hold of a patient. */
    PatientSnapshot known(String patientId) {
        return PatientSnapshot.of(
                patientId,
                driver.getKeyValueStore(PatientSnapshot.REMEMBERED),
                driver.getWindowStore(PatientSnapshot.STATED),
                SitePractice.shipped().protocols());
    }

    /** Whether the patient has a row. */
    boolean remembers(String patientId) {
        return driver.getKeyValueStore(PatientSnapshot.REMEMBERED).get(patientId) != null;
    }

    /** What is remembered of every patient, as a task reads it that comes to these stores. */
    PatientStates readAnew() {
        return PatientStates.over(
                driver.getKeyValueStore(PatientSnapshot.REMEMBERED),
                new StatementHistory(driver.getWindowStore(PatientSnapshot.STATED)),
                driver.getKeyValueStore(PatientStates.COUNTS_STORE),
                SitePractice.shipped().protocols(),
                0);
    }

    /** The transitions since the last call. */
    List<Alert> alerts() {
        return alerts.readValuesToList().stream().map(Alert.class::cast).toList();
    }

    /** What boards were told since the last call. */
    List<RecoveryView> views() {
        return views.readValuesToList().stream().map(RecoveryView.class::cast).toList();
    }

    /** What was due from patients at home since the last call, the earliest first; empty: nothing remains. */
    List<Optional<FollowUp>> followUps() {
        return followUps.readValuesToList().stream()
                .map(value -> Optional.ofNullable((FollowUp) value))
                .toList();
    }

    /** The pages asked for since the last call. */
    List<PageRequest> pages() {
        return pages.readValuesToList().stream().map(PageRequest.class::cast).toList();
    }

    /** The decisions about pages since the last call. */
    List<PageEvent> trail() {
        return trail.readValuesToList().stream().map(PageEvent.class::cast).toList();
    }

    /** The dead letters since the last call. */
    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** Why the records were refused that became dead letters since the last call. */
    List<String> reasons() {
        return deadLetters().stream()
                .map(letter -> header(letter, DeadLetterRecord.REASON))
                .toList();
    }

    static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
