package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.schemas.registry.IncompatibleSchemaException;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.schemas.registry.RegistryUnavailableException;
import org.blockwatch.schemas.registry.UnknownSchemaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroWireTest {
    private static final String TOPIC = Topics.CARE_EVENTS.topicName();
    private static final CareEvent EVENT = CareEvent.newBuilder()
            .setEventId("c1")
            .setPatientId("p1")
            .setOccurredAt(Instant.parse("2026-03-01T09:00:00Z"))
            .setKind(CareEventKind.SEIZURE)
            .build();

    private final ScriptedRegistry registry = new ScriptedRegistry();
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    private final AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>();

    @BeforeEach
    void configure() {
        Map<String, String> settings = Map.of(
                "schema.registry.url", registry.url(), "specific.avro.reader", "true", "bootstrap.servers", "ignored");
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldWriteZeroThenTheIdBigEndianThenTheBody() {
        for (int i = 1; i <= 257; i++) {
            registry.add("schema " + i);
        }
        byte[] value = serializer.serialize(TOPIC, EVENT);

        assertThat(Arrays.copyOf(value, 5)).containsExactly(0, 0, 0, 1, 2);
        assertThat(deserializer.deserialize(TOPIC, value)).isEqualTo(EVENT);
    }

    @Test
    void shouldPassATombstoneThrough() {
        assertThat(serializer.serialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
        assertThat(deserializer.knows(TOPIC, null)).isTrue();
    }

    @Test
    void shouldWriteOnToAPreparedTopicAfterTheRegistryIsGone() {
        serializer.prepare(Topics.CARE_EVENTS);
        registry.close();

        assertThat(serializer.serialize(TOPIC, EVENT)).isNotEmpty();
    }

    @Test
    void shouldLetNoTopicCarryAnotherRecord() {
        byte[] event = serializer.serialize(TOPIC, EVENT);

        assertThatThrownBy(() -> serializer.serialize(Topics.VITALS.topicName(), EVENT))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessage("blockwatch.vitals carries org.blockwatch.event.VitalSigns and nothing else,"
                        + " found org.blockwatch.event.CareEvent");
        assertThatThrownBy(() -> deserializer.deserialize(Topics.VITALS.topicName(), event))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("found org.blockwatch.event.CareEvent (schema id 1)");
    }

    @Test
    void shouldNameTheFieldThatIsMissingInARecord() {
        assertThatThrownBy(() -> serializer.serialize(TOPIC, new CareEvent()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("eventId");
        assertThat(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, EVENT)))
                .as("the next record is whole")
                .isEqualTo(EVENT);
    }

    @Test
    void shouldReadANewerWriter() {
        Schema newer = edited("\"SEIZURE\"", "\"SEIZURE\",\"FELL\"", "{\"name\":\"detail\"", """
                {"name":"witnessed","type":"boolean","default":true},{"name":"detail\"""");
        byte[] value = written(newer, Map.of("kind", "FELL", "witnessed", false));

        CareEvent read = (CareEvent) deserializer.deserialize(TOPIC, value);

        assertThat(read.getKind()).as("a symbol of a later version").isEqualTo(CareEventKind.UNKNOWN);
        assertThat(read.getEventId()).isEqualTo("c1");
    }

    @Test
    void shouldReadAnOlderWriter() {
        Schema older = SchemaBuilder.record("CareEvent")
                .namespace("org.blockwatch.event")
                .fields()
                .requiredString("patientId")
                .requiredString("eventId")
                .name("occurredAt")
                .type(org.apache.avro.LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .endRecord();

        CareEvent read = (CareEvent) deserializer.deserialize(TOPIC, written(older, Map.of()));

        assertThat(read.getPatientId()).isEqualTo("p1");
        assertThat(read.getSource()).isEqualTo("unknown");
        assertThat(read.getKind()).isEqualTo(CareEventKind.UNKNOWN);
    }

    @Test
    void shouldRefuseWhatCannotBeResolved() {
        Schema other = SchemaBuilder.record("CareEvent")
                .namespace("org.blockwatch.event")
                .fields()
                .requiredInt("eventId")
                .endRecord();
        byte[] value = written(other, Map.of("eventId", 1));

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("CareEvent (schema id 1)");
    }

    @Test
    void shouldRefuseWhatIsNotInTheWireFormat() {
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, "{\"type\":1}".getBytes()))
                .hasMessageContaining("found first byte 0x7b");
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {0, 1}))
                .hasMessageContaining("found 2 bytes");
        assertThat(deserializer.knows(TOPIC, "{\"type\":1}".getBytes()))
                .as("no question to ask")
                .isTrue();
        assertThat(registry.questions).isEmpty();
    }

    @Test
    void shouldFindOutInTheBackgroundWhatItDoesNotKnow() {
        byte[] value = serializer.serialize(TOPIC, EVENT);
        registry.answerAll(503, "");
        assertThat(deserializer.knows(TOPIC, value)).isFalse();
        CompletableFuture<Void> unanswered = deserializer.fetch(TOPIC, value);
        assertThatThrownBy(unanswered::join).hasCauseInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(deserializer.knows(TOPIC, value)).isFalse();

        registry.recover();
        deserializer.fetch(TOPIC, value).join();
        registry.close();

        assertThat(deserializer.knows(TOPIC, value)).isTrue();
        assertThat(deserializer.deserialize(TOPIC, value)).isEqualTo(EVENT);
    }

    /** Whoever may register under a subject of his own could else choose how records here are read. */
    @Test
    void shouldRefuseASchemaThatIsRegisteredUnderAnotherSubject() {
        int id = RegistryClient.of(Map.of("schema.registry.url", registry.url()))
                .idFor("somebody-elses-value", CareEvent.getClassSchema());
        byte[] value = serializer.serialize("somebody-elses", EVENT);
        assertThat(WireFormat.schemaId(value)).isEqualTo(id);

        deserializer.fetch(TOPIC, value).join();

        assertThat(deserializer.knows(TOPIC, value)).isTrue();
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("is registered under somebody-elses-value and not under " + TOPIC + "-value");
        assertThat(deserializer.deserialize("a-mirror." + TOPIC, value)).isEqualTo(EVENT);
    }

    @Test
    void shouldReadASchemaThatIsRegisteredUnderItsOwnSubjectToo() {
        serializer.serialize("somebody-elses", EVENT);
        byte[] value = serializer.serialize(TOPIC, EVENT);

        assertThat(deserializer.deserialize(TOPIC, value)).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @CsvSource({"404, ''", "404, {\"error_code\":404}", "405, ''", "501, ''", "403, ''", "200, []"})
    void shouldGoByTheNameWhereTheRegistryDoesNotTellWhereASchemaIsRegistered(int status, String body) {
        byte[] value = serializer.serialize("somebody-elses", EVENT);
        registry.answerPlaces(status, body);

        assertThat(deserializer.deserialize(TOPIC, value)).isEqualTo(EVENT);
    }

    @Test
    void shouldWaitForARegistryThatHasTroubleOfItsOwn() {
        byte[] value = serializer.serialize(TOPIC, EVENT);
        registry.answerPlaces(503, "");
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value))
                .isInstanceOf(RegistryUnavailableException.class);

        registry.recover();
        assertThat(deserializer.deserialize(TOPIC, value)).isEqualTo(EVENT);
    }

    @Test
    void shouldKnowThatAnIdIsUnknown() {
        byte[] value = ByteBuffer.allocate(6).put((byte) 0).putInt(99).array();

        deserializer.fetch(TOPIC, value).join();

        assertThat(deserializer.knows(TOPIC, value)).isTrue();
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value)).isInstanceOf(UnknownSchemaException.class);
    }

    /** The current schema with some of its text replaced, in pairs. */
    private static Schema edited(String... replacements) {
        String text = CareEvent.getClassSchema().toString();
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return new Schema.Parser().parse(text);
    }

    /** The event in the wire format, as another program would write it with another schema. */
    private byte[] written(Schema schema, Map<String, Object> fields) {
        GenericRecordBuilder builder = new GenericRecordBuilder(schema);
        for (Schema.Field field : schema.getFields()) {
            Object value = fields.get(field.name());
            switch (field.name()) {
                case "eventId" -> builder.set(field, value == null ? "c1" : value);
                case "patientId" -> builder.set(field, "p1");
                case "occurredAt" -> builder.set(field, 1_772_355_600_000L);
                default -> {
                    if (value instanceof String symbol) {
                        builder.set(field, new GenericData.EnumSymbol(field.schema(), symbol));
                    } else if (value != null) {
                        builder.set(field, value);
                    }
                }
            }
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5)
                .put((byte) 0)
                .putInt(registry.add(schema.toString()))
                .array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<>(schema, new GenericData()).write(builder.build(), encoder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
