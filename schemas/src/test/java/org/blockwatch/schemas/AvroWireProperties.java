package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
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

    @Property(tries = 300)
    void noBeginningOfARecordIsARecord(
            @ForAll("records") SpecificRecord record, @ForAll @IntRange(min = 0, max = 99) int percent) {
        byte[] whole = bytes(record);
        byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);

        assertThatThrownBy(() -> deserializer.deserialize(topic(record), cut))
                .isInstanceOf(SerializationException.class);
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
    Arbitrary<SpecificRecord> records() {
        return AnyRecord.ofTheContract();
    }
}
