package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.schemas.registry.RegistryClient;

class AvroWireProperties {
    private static ScriptedRegistry registry;
    private static AvroSerializer<SpecificRecord> serializer;
    private static AvroDeserializer<SpecificRecord> deserializer;

    @BeforeContainer
    static void start() {
        registry = new ScriptedRegistry();
        RegistryClient client = RegistryClient.of(Map.of("schema.registry.url", registry.url()));
        serializer = new AvroSerializer<>(client);
        deserializer = new AvroDeserializer<>(client);
        Topics.register(client);
    }

    @AfterContainer
    static void stop() {
        registry.close();
    }

    @Property
    void decodingGivesBackWhatWasEncoded(@ForAll("records") SpecificRecord record) {
        assertThat(deserializer.deserialize(topic(record), bytes(record))).isEqualTo(record);
    }

    /** Cut at every byte. */
    @Property(tries = 100)
    void noBeginningOfARecordIsARecord(@ForAll("records") SpecificRecord record) {
        byte[] whole = bytes(record);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> deserializer.deserialize(topic(record), cut))
                    .isInstanceOf(SerializationException.class)
                    .hasNoCause();
        }
    }

    /** Changed at every byte: an answer or a refusal, never an outage and never another way to end. */
    @Property(tries = 50)
    void aChangedByteIsReadOrRefused(@ForAll("records") SpecificRecord record, @ForAll byte by) {
        byte[] whole = bytes(record);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] += by;
            requireAnswerOrRefusal(topic(record), changed);
        }
    }

    /** Any bytes at all, the beginning such that they are not refused at once. */
    @Property(tries = 500)
    void anyBytesAreReadOrRefused(@ForAll("topics") String topic, @ForAll @Size(max = 400) byte[] bytes) {
        requireAnswerOrRefusal(topic, bytes);
        byte[] known = Arrays.copyOf(bytes, Math.max(bytes.length, WireFormat.HEADER_BYTES));
        System.arraycopy(new byte[] {0, 0, 0, 0, 1}, 0, known, 0, WireFormat.HEADER_BYTES);
        requireAnswerOrRefusal(topic, known);
    }

    private static void requireAnswerOrRefusal(String topic, byte[] value) {
        try {
            assertThat(deserializer.deserialize(topic, value)).isNotNull();
        } catch (SerializationException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    @Property(tries = 300)
    void nothingMayFollowARecord(
            @ForAll("records") SpecificRecord record, @ForAll @Size(min = 1, max = 9) byte[] more) {
        byte[] whole = bytes(record);
        byte[] longer = Arrays.copyOf(whole, whole.length + more.length);
        System.arraycopy(more, 0, longer, whole.length, more.length);

        assertThatThrownBy(() -> deserializer.deserialize(topic(record), longer))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("left over");
    }

    /** Whatever the body holds: an answer or a refusal, and no other way to end. */
    @Property
    void garbageIsRefusedInOneWay(@ForAll("records") SpecificRecord record, @ForAll @Size(max = 200) byte[] garbage) {
        byte[] value = Arrays.copyOf(Arrays.copyOf(bytes(record), WireFormat.HEADER_BYTES), 5 + garbage.length);
        System.arraycopy(garbage, 0, value, WireFormat.HEADER_BYTES, garbage.length);
        try {
            assertThat(deserializer.deserialize(topic(record), value)).isNotNull();
        } catch (SerializationException refused) {
            assertThat(refused).hasMessageContaining("schema id");
        }
    }

    private static String topic(SpecificRecord record) {
        return Topics.carrying(record.getClass()).topicName();
    }

    private static byte[] bytes(SpecificRecord record) {
        return serializer.serialize(topic(record), record);
    }

    @Provide
    Arbitrary<String> topics() {
        return Arbitraries.of(Topics.values()).map(Topics::topicName);
    }

    @Provide
    Arbitrary<SpecificRecord> records() {
        return AnyRecord.ofTheContract();
    }
}
