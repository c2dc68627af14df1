package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.event.Location;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any record will do here: what matters is that two releases of it differ. */
class StateSerdeTest {
    private static final Schema OLD_LOCATION = SchemaBuilder.record("Location")
            .namespace("org.blockwatch.event")
            .fields()
            .optionalString("bed")
            .endRecord();

    @Test
    void shouldReadTheStateOfAnEarlierRelease() throws IOException {
        byte[] old = writtenBy(OLD_LOCATION);

        Location location = StateSerde.of(Location.class, List.of(OLD_LOCATION)).decode(old);

        assertThat(location.getBed()).isEqualTo("12");
        assertThat(location.getUnit()).isNull();
    }

    @Test
    void shouldRefuseTheStateOfAReleaseThatItDoesNotKnow() throws IOException {
        byte[] unheardOf = writtenBy(OLD_LOCATION);
        StateSerde<Location> serde = StateSerde.of(Location.class, List.of());

        assertThatThrownBy(() -> serde.decode(unheardOf))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("org.blockwatch.event.Location");
        assertThatThrownBy(() -> serde.decode(new byte[] {1, 2, 3})).isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @MethodSource("releasedStates")
    void shouldReadWhatAReleaseKeptAsAvroItselfReadsIt(String path) throws IOException {
        Schema released = ReleasedSchemas.at(path);
        Class<? extends SpecificRecord> type = typeOf(released);
        var avros = new BinaryMessageDecoder<SpecificRecord>(
                SpecificData.get(), SpecificData.get().getSchema(type));
        avros.addSchema(released);

        for (Object state : new RandomData(released, 50, 7)) {
            byte[] kept = new BinaryMessageEncoder<>(GenericData.get(), released)
                    .encode(state)
                    .array();
            assertThat(StateSerde.of(type).decode(kept)).isEqualTo(avros.decode(kept));
        }
    }

    private static Class<? extends SpecificRecord> typeOf(Schema released) {
        Class<?> type = SpecificData.get().getClass(released);
        return type.asSubclass(SpecificRecord.class);
    }

    static List<String> releasedStates() {
        return ReleasedSchemas.index().stream()
                .filter(path -> path.contains("/org.blockwatch.state."))
                .filter(path -> SpecificData.get().getClass(ReleasedSchemas.at(path)) != null)
                .toList();
    }

    /** Avro's own decoder passes over them, one of the reasons to have another (decision 55). */
    @Test
    void shouldRefuseBytesThatAreLeftOver() throws IOException {
        OpenAlertView view = OpenAlertView.newBuilder()
                .setAlertId("b1")
                .setStartedAt(Instant.EPOCH)
                .setDueAt(Instant.EPOCH)
                .build();
        byte[] whole = StateSerde.of(OpenAlertView.class).encode(view);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);

        assertThatThrownBy(() -> StateSerde.of(OpenAlertView.class).decode(longer))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("left over");
        assertThat(new BinaryMessageDecoder<OpenAlertView>(SpecificData.get(), OpenAlertView.getClassSchema())
                        .decode(longer))
                .isEqualTo(view);
    }

    @Test
    void shouldNameTheFieldThatIsMissing() {
        OpenAlertView incomplete = new OpenAlertView();
        incomplete.setPriority(Priority.HIGH);

        assertThatThrownBy(() -> StateSerde.of(OpenAlertView.class).encode(incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("OpenAlertView.alertId");
    }

    @Test
    void shouldPassNullThroughSinceStoresDeleteWithIt() {
        StateSerde<OpenAlertView> serde = StateSerde.of(OpenAlertView.class);

        assertThat(serde.serializer().serialize("store", null)).isNull();
        assertThat(serde.deserializer().deserialize("store", null)).isNull();
    }

    @Test
    void shouldCostTenBytesMoreThanTheBody() {
        OpenAlertView view = OpenAlertView.newBuilder()
                .setAlertId("b1")
                .setStartedAt(Instant.EPOCH)
                .setDueAt(Instant.EPOCH)
                .build();

        assertThat(StateSerde.of(OpenAlertView.class).encode(view)).hasSize(10 + 3 + 1 + 1 + 1 + 1);
    }

    private static byte[] writtenBy(Schema release) throws IOException {
        var record = new GenericRecordBuilder(release).set("bed", "12").build();
        return new BinaryMessageEncoder<>(GenericData.get(), release)
                .encode(record)
                .array();
    }
}
