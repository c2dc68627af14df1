package org.blockwatch.cli.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.streams.AvroSerdes;
import org.blockwatch.streams.OfflineTopology;
import org.blockwatch.streams.site.SitePractice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No byte on any input topic stops the stream, and what goes in comes out: judged, known already, or as a dead letter. */
@WithPlatform
@Timeout(300)
class AnyBytesTest {
    private static final Instant START = Instant.parse("2026-03-01T13:00:00Z");
    private static final Path EXAMPLES = Path.of("src/test/resources/contract/examples.ndjson");
    private static final int HEADER = 5;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final VirtualClock clock = EngineClock.virtual(START);
    private RegistryClient registry;
    private AvroSerializer<SpecificRecord> serializer;
    private TopologyTestDriver driver;
    private TestOutputTopic<byte[], byte[]> deadLetters;
    private TestOutputTopic<byte[], byte[]> alerts;
    private int sent;

    @BeforeEach
    void start(Platform platform, @TempDir Path state) {
        Map<String, String> client = Map.of("schema.registry.url", platform.registryUrl());
        registry = RegistryClient.of(client);
        serializer = new AvroSerializer<>(registry);
        OfflineTopology pipeline =
                OfflineTopology.of(clock, SitePractice.shipped(), state, AvroSerdes.of(client, registry), meters);
        driver = new TopologyTestDriver(pipeline.topology(), pipeline.properties(), START);
        deadLetters = output(Topics.DEAD_LETTERS);
        alerts = output(Topics.ALERTS);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    static Stream<String> examples() throws IOException {
        try (Stream<String> lines = Files.lines(EXAMPLES)) {
            List<String> types = Stream.concat(
                            Topics.STATEMENTS.stream().map(AnyBytesTest::typeName),
                            Stream.of(AlertResponse.class.getSimpleName(), PageEvent.class.getSimpleName()))
                    .toList();
            return lines
                    .filter(line -> types.stream().anyMatch(type -> line.contains("\"type\":\"" + type + "\"")))
                    .toList()
                    .stream();
        }
    }

    private static String typeName(Topics topic) {
        return topic.valueType().orElseThrow().getSimpleName();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldMakeADeadLetterOfARecordThatIsCutAtAnyByteOrGoesOn(String line) {
        Example example = example(line);
        for (int length = 0; length < example.bytes().length; length++) {
            send(example.topic(), Arrays.copyOf(example.bytes(), length));
        }
        for (int more = 1; more <= 3; more++) {
            send(example.topic(), Arrays.copyOf(example.bytes(), example.bytes().length + more));
        }

        assertThat(deadLetters.readRecordsToList())
                .hasSize(sent)
                .allSatisfy(letter -> assertThat(reason(letter)).isEqualTo("UNDECODABLE"));
        assertThatAHealthyPatientIsWatched();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldJudgeOrRefuseARecordWithAnyByteChanged(String line) {
        Example example = example(line);
        Random random = new Random(7);
        for (int at = 0; at < example.bytes().length; at++) {
            for (byte changed : new byte[] {0, 1, 2, (byte) 0x80, (byte) 0xff, (byte) random.nextInt()}) {
                byte[] bytes = example.bytes().clone();
                bytes[at] = changed;
                send(example.topic(), bytes);
            }
        }

        int letters = deadLetters.readRecordsToList().size();
        if (Topics.STATEMENTS.contains(example.topic())) {
            assertThat(letters + letIn()).isEqualTo(sent);
        }
        assertThatAHealthyPatientIsWatched();
    }

    @Test
    void shouldMakeADeadLetterOfARecordByASchemaThatNestsWithoutEnd() {
        Schema nesting = new Schema.Parser().parse("""
                        {"type":"record","name":"BlockPerformed","namespace":"org.blockwatch.event","fields":[
                          {"name":"eventId","type":"string"},
                          {"name":"rec","type":{"type":"record","name":"N","fields":[{"name":"n","type":["null","N"]}]}}]}
                        """);
        int id = registry.publish("somebody-elses-value", nesting);
        byte[] deep = new byte[800_000];
        Arrays.fill(deep, (byte) 2);
        ByteBuffer.wrap(deep).put((byte) 0).putInt(id);

        send(Topics.BLOCKS, deep);

        assertThat(deadLetters.readRecordsToList())
                .singleElement()
                .satisfies(letter -> assertThat(reason(letter)).isEqualTo("UNDECODABLE"));
        assertThatAHealthyPatientIsWatched();
    }

    private record Example(Topics topic, byte[] bytes) {}

    private Example example(String line) {
        String type = line.replaceFirst(".*?\"type\":\"(\\w+)\".*", "$1");
        Topics topic = Arrays.stream(Topics.values())
                .filter(one -> one.valueType()
                        .map(Class::getSimpleName)
                        .filter(type::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow();
        SpecificRecord record = PlainJson.read(
                topic.valueType().orElseThrow(),
                topic == Topics.PAGE_EVENTS ? line.replaceFirst("\"type\":\"\\w+\",", "") : line);
        byte[] bytes = serializer.serialize(topic.topicName(), record);
        assertThat(bytes).hasSizeGreaterThan(HEADER);
        return new Example(topic, bytes);
    }

    private void send(Topics topic, byte[] value) {
        driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>("p1".getBytes(StandardCharsets.UTF_8), value, clock.now()));
        sent++;
    }

    /** Every statement that was let in, whatever it was to what was known. */
    private int letIn() {
        return (int) meters.get("blockwatch.statements").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Somebody else's block, whose first assessment becomes overdue. */
    private void assertThatAHealthyPatientIsWatched() {
        alerts.readRecordsToList();
        WardExamples ward = new WardExamples();
        var block = ward.block("p-healthy");
        block.setOccurredAt(clock.now());
        driver.createInputTopic(Topics.BLOCKS.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(
                        "p-healthy".getBytes(StandardCharsets.UTF_8),
                        serializer.serialize(Topics.BLOCKS.topicName(), block),
                        clock.now()));
        for (int minute = 0; minute < 31; minute++) {
            clock.advanceTo(clock.now().plusSeconds(60));
            driver.advanceWallClockTime(java.time.Duration.ofMinutes(1));
        }

        assertThat(alerts.readRecordsToList())
                .anySatisfy(alert -> assertThat(new String(alert.value(), StandardCharsets.UTF_8))
                        .contains("p-healthy", AlertCode.ASSESSMENT_OVERDUE.name()));
    }

    private TestOutputTopic<byte[], byte[]> output(Topics topic) {
        return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static String reason(TestRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader(DeadLetterRecord.REASON).value(), StandardCharsets.UTF_8);
    }
}
