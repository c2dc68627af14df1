package org.blockwatch.cli.replay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.event.Alert;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.streams.OfflineTopology;
import org.blockwatch.streams.patient.PatientSnapshot;
import org.blockwatch.streams.site.SitePractice;

/**
 * Runs the live topology, processors and stores and all, under Kafka's own test driver. The clock moves from one arrival to the next and
 * stops at every wake-up in between, so that a timed alert bears its deadline to the millisecond; at one instant what is due fires before
 * what arrives.
 */
public final class Replay implements AutoCloseable {
    private static final int STEPS_BETWEEN_DRAINS = 100;
    private static final String DROPPED = "blockwatch.values.dropped";
    private static final String FIELD = "field";

    private final VirtualClock clock;
    private final SitePractice practice;
    private final OfflineTopology pipeline;
    private final TopologyTestDriver driver;
    private final Map<Topics, TestInputTopic<String, SpecificRecord>> inputs = new EnumMap<>(Topics.class);
    private final TestOutputTopic<String, SpecificRecord> alerts;
    private final TestOutputTopic<String, SpecificRecord> pages;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final Collection<Counter> drops;
    private final Set<String> read;
    private final Map<String, TestOutputTopic<byte[], byte[]>> unread = new HashMap<>();
    private int steps;

    /**
     * A statement that the application would set aside as a dead letter.
     *
     * @param reason from the closed list that dead letters name
     */
    public record Refused(String reason, String detail) {
        @Override
        public String toString() {
            return reason + ", " + detail;
        }
    }

    /**
     * What became of an arrival.
     *
     * @param refused why the whole was set aside; empty: it was let in
     * @param dropped fields whose values were dropped because no human can have them
     */
    public record Admitted(Optional<Refused> refused, List<String> dropped) {}

    /**
     * Starts with nothing known.
     *
     * @param start where the clock stands: the first arrival
     * @param stateDir an empty directory for the stores; the caller's to delete
     */
    public Replay(Instant start, SitePractice practice, Path stateDir) {
        this(start, practice, stateDir, new SimpleMeterRegistry());
    }

    Replay(Instant start, SitePractice practice, Path stateDir, MeterRegistry meters) {
        this(start, stateDir, practice.withoutPaging(), meters);
    }

    /** Starts as the constructor does, and climbs the ladders of alerts too: somebody has to answer, or they never end. */
    public static Replay withPaging(Instant start, SitePractice practice, Path stateDir) {
        return new Replay(start, stateDir, practice, new SimpleMeterRegistry());
    }

    private Replay(Instant start, Path stateDir, SitePractice practice, MeterRegistry meters) {
        clock = EngineClock.virtual(start);
        this.practice = practice;
        pipeline = OfflineTopology.of(clock, practice, stateDir, meters);
        driver = new TopologyTestDriver(pipeline.topology(), pipeline.properties(), start);
        for (Topics topic : Topics.values()) {
            if (topic.keyed()) {
                inputs.put(
                        topic,
                        driver.createInputTopic(
                                topic.topicName(),
                                new StringSerializer(),
                                pipeline.values().serializer()));
            }
        }
        alerts = driver.createOutputTopic(
                Topics.ALERTS.topicName(),
                new StringDeserializer(),
                pipeline.values().deserializer());
        pages = driver.createOutputTopic(
                Topics.PAGES.topicName(),
                new StringDeserializer(),
                pipeline.values().deserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        drops = meters.find(DROPPED).counters();
        read = Set.of(Topics.ALERTS.topicName(), Topics.PAGES.topicName(), Topics.DEAD_LETTERS.topicName());
    }

    /**
     * Lets a statement or an answer arrive on the topic of its type.
     *
     * @param at when; an instant that has passed counts as now
     * @param patientId the record's key
     */
    public Admitted arrives(Instant at, String patientId, SpecificRecord record) {
        runUntil(at);
        Map<String, Double> before = droppedValues();
        Objects.requireNonNull(inputs.get(Topics.carrying(record.getClass())))
                .pipeInput(new TestRecord<>(patientId, record, clock.now()));
        List<String> dropped = droppedValues().entrySet().stream()
                .filter(field -> field.getValue() > before.getOrDefault(field.getKey(), 0.0))
                .map(Map.Entry::getKey)
                .toList();
        return new Admitted(refused(), dropped);
    }

    /** Returns how many values of each field the application has dropped so far, as it counts them itself. */
    private Map<String, Double> droppedValues() {
        Map<String, Double> values = new TreeMap<>();
        for (Counter counter : drops) {
            values.put(String.valueOf(counter.getId().getTag(FIELD)), counter.count());
        }
        return values;
    }

    private Optional<Refused> refused() {
        if (!driver.producedTopicNames().contains(Topics.DEAD_LETTERS.topicName())) {
            return Optional.empty(); // the driver warns of a topic that it has never seen
        }
        return deadLetters.readRecordsToList().stream()
                .map(TestRecord::headers)
                .map(headers ->
                        new Refused(text(headers, DeadLetterRecord.REASON), text(headers, DeadLetterRecord.DETAIL)))
                .findFirst();
    }

    /** Moves the clock on; what is due at the instant itself fires. */
    public void runUntil(Instant until) {
        for (Optional<Instant> due = due(until); due.isPresent(); due = due(until)) {
            advanceTo(due.get());
        }
        advanceTo(until);
    }

    /** Returns the next instant at which something falls due, if any does until then. */
    public Optional<Instant> due(Instant until) {
        return pipeline.nextWakeUp().get().filter(due -> !due.isAfter(until));
    }

    private void advanceTo(Instant instant) {
        Duration step = Duration.between(clock.now(), instant);
        Interrupt.check();
        if (!step.isNegative() && !step.isZero()) {
            clock.advanceTo(instant);
            driver.advanceWallClockTime(step);
            if (++steps % STEPS_BETWEEN_DRAINS == 0) {
                drain();
            }
        }
    }

    /** Throws away what nobody reads here: the driver keeps all that is written, changelogs too, until it is taken. */
    private void drain() {
        for (String topic : driver.producedTopicNames()) {
            if (!read.contains(topic)) {
                unread.computeIfAbsent(
                                topic,
                                name -> driver.createOutputTopic(
                                        name, new ByteArrayDeserializer(), new ByteArrayDeserializer()))
                        .readRecordsToList();
            }
        }
    }

    /** Returns the alert transitions since the last call, in order. */
    public List<Alert> alerts() {
        return alerts.readValuesToList().stream().map(Alert.class::cast).toList();
    }

    /** Returns the pages asked for since the last call, in order. */
    public List<PageRequest> pages() {
        return driver.producedTopicNames().contains(Topics.PAGES.topicName())
                ? pages.readValuesToList().stream().map(PageRequest.class::cast).toList()
                : List.of(); // the driver warns of a topic that it has never seen
    }

    /** Returns what is known of a patient now: the stores' own content. */
    public PatientSnapshot known(String patientId) {
        return PatientSnapshot.of(
                patientId,
                driver.getKeyValueStore(PatientSnapshot.REMEMBERED),
                driver.getWindowStore(PatientSnapshot.STATED),
                practice.protocols());
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }
}
