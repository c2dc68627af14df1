package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.event.Location;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.Test;

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
