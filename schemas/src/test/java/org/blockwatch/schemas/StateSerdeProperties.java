package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

class StateSerdeProperties {
    @Property(tries = 300)
    void decodingGivesBackWhatWasEncoded(@ForAll("states") SpecificRecord state) {
        assertThat(decoded(state, state.getClass())).isEqualTo(state);
    }

    @Property(tries = 300)
    void avrosOwnClassesWriteAndReadTheSameBytes(@ForAll("states") SpecificRecord state) throws IOException {
        byte[] written = encoded(state, state.getClass());

        assertThat(new BinaryMessageEncoder<SpecificRecord>(SpecificData.get(), state.getSchema())
                        .encode(state)
                        .array())
                .isEqualTo(written);
        assertThat(new BinaryMessageDecoder<SpecificRecord>(SpecificData.get(), state.getSchema()).decode(written))
                .isEqualTo(state);
    }

    private static <T extends SpecificRecord> byte[] encoded(SpecificRecord state, Class<T> type) {
        return StateSerde.of(type).encode(type.cast(state));
    }

    private static <T extends SpecificRecord> SpecificRecord decoded(SpecificRecord state, Class<T> type) {
        StateSerde<T> serde = StateSerde.of(type);
        return serde.decode(serde.encode(type.cast(state)));
    }

    @Provide
    Arbitrary<SpecificRecord> states() {
        return AnyRecord.ofState();
    }
}
