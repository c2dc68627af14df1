package org.blockwatch.cli.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that use Confluent's own client, and ours, read each other's records of every topic. */
@WithPlatform
@Tag("needs-installation")
class ConfluentInteropTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ConfluentClient confluent;
    private static AvroSerializer<SpecificRecord> serializer;
    private static AvroDeserializer<SpecificRecord> deserializer;

    @BeforeAll
    static void start(Platform platform) throws IOException {
        RegistryClient client = RegistryClient.of(Map.of("schema.registry.url", platform.registryUrl()));
        Topics.register(client);
        serializer = new AvroSerializer<>(client);
        deserializer = new AvroDeserializer<>(client);
        confluent = ConfluentClient.start(platform.registryUrl());
    }

    @AfterAll
    static void stop() {
        if (confluent != null) {
            confluent.close();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldReadWhatConfluentsClientWrote(Example example) throws IOException {
        byte[] theirs = confluent.serialize(example.topic(), example.value());

        assertThat(deserializer.deserialize(example.topic(), theirs)).isEqualTo(example.record());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldBeReadByConfluentsClient(Example example) throws IOException {
        byte[] ours = serializer.serialize(example.topic(), example.record());
        JsonNode theirs = confluent.deserialize(example.topic(), ours);
        // Avro has two fields for what plain JSON says by null: whether it was stated, and what.
        if (theirs instanceof ObjectNode fields
                && fields.has("anticoagulationNotStated")
                && fields.remove("anticoagulationNotStated").asBoolean()) {
            fields.putNull("anticoagulated");
        }

        assertThat(PlainJson.read(example.record().getClass(), theirs.toString()))
                .isEqualTo(example.record());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldWriteTheSameBytes(Example example) throws IOException {
        assertThat(confluent.serialize(example.topic(), example.value()))
                .isEqualTo(serializer.serialize(example.topic(), example.record()));
    }

    @Test
    void shouldHaveAnExampleOfEveryTopic() throws IOException {
        Set<Topics> withValues = new HashSet<>(Arrays.asList(Topics.values()));
        withValues.removeAll(Set.of(Topics.DEAD_LETTERS, Topics.HL7_RAW));

        assertThat(examples()).extracting(Example::carrier).containsOnlyOnceElementsOf(withValues);
    }

    /** A record, and the same as a program without our library would write it down. */
    record Example(Topics carrier, SpecificRecord record, JsonNode value) {
        String topic() {
            return carrier.topicName();
        }

        @Override
        public String toString() {
            return record.getSchema().getName();
        }
    }

    static List<Example> examples() throws IOException {
        try (var lines = ConfluentInteropTest.class.getResourceAsStream("/contract/examples.ndjson")) {
            return new String(lines.readAllBytes(), UTF_8)
                    .lines()
                    .map(ConfluentInteropTest::example)
                    .toList();
        }
    }

    private static Example example(String line) {
        try {
            ObjectNode value = (ObjectNode) JSON.readTree(line);
            String type = value.remove("type").asText();
            Topics topic = Arrays.stream(Topics.values())
                    .filter(candidate -> candidate
                            .valueType()
                            .map(Class::getSimpleName)
                            .filter(type::equals)
                            .isPresent())
                    .findFirst()
                    .orElseThrow();
            return new Example(topic, PlainJson.read(topic.valueType().orElseThrow(), value.toString()), value);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
