package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;

class StateSerdeProperties {
    @Property(tries = 300)
    void decodingGivesBackWhatWasEncoded(@ForAll("states") SpecificRecord state) {
        assertThat(decoded(state, state.getClass())).isEqualTo(state);
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
