package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.schemas.registry.RegistryClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas that somebody else registered, chosen so that a record written by them would cost more than a record may. */
class WriterSchemasTest {

    private static final String TOPIC = Topics.CARE_EVENTS.topicName();

    private final ScriptedRegistry registry = new ScriptedRegistry();
    private final RegistryClient client = RegistryClient.of(Map.of("schema.registry.url", registry.url()));
    private final AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>(client);

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"record","name":"N","fields":[{"name":"n","type":["null","N"]}]}                      | N contains itself
            {"type":"record","name":"N","fields":[{"name":"n","type":"N"}]}                               | N contains itself
            {"type":"array","items":{"type":"record","name":"N","fields":[{"name":"n","type":{"type":"array","items":"N"}}]}} | N contains itself
            {"type":"map","values":{"type":"record","name":"N","fields":[{"name":"n","type":{"type":"map","values":"N"}}]}}   | N contains itself
            {"type":"array","items":"null"}                                                               | elements take no bytes
            {"type":"array","items":{"type":"fixed","name":"F","size":0}}                                 | elements take no bytes
            {"type":"array","items":{"type":"record","name":"E","fields":[]}}                             | elements take no bytes
            """)
    void shouldNotReadByASchemaWithoutBounds(String field, String why) {
        assertRefused(careEventWith(field), new byte[800_000], why);
    }

    @Test
    void shouldNotReadByASchemaThatMultipliesValuesOfNoBytes() {
        String nest = "\"null\"";
        for (int level = 0; level < 40; level++) {
            String fields = level == 0
                    ? "{\"name\":\"a\",\"type\":" + nest + "}"
                    : "{\"name\":\"a\",\"type\":" + nest + "},{\"name\":\"b\",\"type\":\"L" + (level - 1) + "\"}";
            nest = "{\"type\":\"record\",\"name\":\"L" + level + "\",\"fields\":[" + fields + "]}";
        }
        assertRefused(careEventWith(nest), new byte[10], "more than 100000 values");
    }

    @Test
    void shouldNotReadByASchemaThatIsNestedTooDeepToBeParsed() {
        String array = "{\"type\":\"array\",\"items\":".repeat(20_000) + "\"int\"" + "}".repeat(20_000);
        assertRefused(careEventWith(array), new byte[10], "no valid Avro schema");
        String sixty = "{\"type\":\"array\",\"items\":".repeat(60) + "\"int\"" + "}".repeat(60);
        assertRefused(careEventWith(sixty), new byte[10], "levels deep");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"record"}
            {"type":"record","name":"A B","fields":[]}
            {"type":"fixed","name":"F","size":"many"}
            {"type":"enum","name":"E","symbols":null}
            [null]
            12
            """)
    void shouldRefuseWhatIsNoSchema(String text) {
        int id = registry.add(text);
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, record(id, new byte[3])))
                .isInstanceOf(SerializationException.class);
        assertThat(deserializer.fetch(TOPIC, record(id, new byte[3]))).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void shouldReadNoMoreThanTheBytesThatAreThere() {
        int id = registry.add(careEventWith("{\"type\":\"array\",\"items\":\"int\"}"));
        // ids "a" and "b", then a count of two thousand million
        byte[] huge = {2, 'a', 2, 'b', (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, record(id, huge)))
                .isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-2147483648"})
    void shouldAskNoRegistryForAnIdThatNoneGives(int id) {
        byte[] value = record(id, new byte[3]);
        assertThat(deserializer.knows(TOPIC, value)).isTrue();
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value))
                .hasMessageContaining("no registry gives such an id");
        assertThat(registry.questions).isEmpty();
    }

    private void assertRefused(String schema, byte[] body, String why) {
        Arrays.fill(body, (byte) 2);
        int id = registry.add(schema);
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, record(id, body)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(why);
        assertThat(deserializer.knows(TOPIC, record(id, body))).isTrue();
    }

    private static String careEventWith(String type) {
        return "{\"type\":\"record\",\"namespace\":\"org.blockwatch.event\",\"name\":\"CareEvent\",\"fields\":["
                + "{\"name\":\"eventId\",\"type\":\"string\"},{\"name\":\"patientId\",\"type\":\"string\"},"
                + "{\"name\":\"more\",\"type\":" + type + "}]}";
    }

    private static byte[] record(int id, byte[] body) {
        return ByteBuffer.allocate(WireFormat.HEADER_BYTES + body.length)
                .put(WireFormat.MAGIC)
                .putInt(id)
                .put(body)
                .array();
    }
}
