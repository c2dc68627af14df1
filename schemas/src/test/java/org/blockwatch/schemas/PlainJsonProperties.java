package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;

class PlainJsonProperties {
    @Property
    void readingGivesBackWhatWasWritten(@ForAll("records") SpecificRecord record) {
        assertThat(PlainJson.read(record.getClass(), PlainJson.write(record))).isEqualTo(record);
    }

    @Property(tries = 200)
    void aRecordIsOneLine(@ForAll("records") SpecificRecord record) {
        assertThat(PlainJson.write(record).lines()).hasSize(1);
    }

    @Provide
    Arbitrary<SpecificRecord> records() {
        return AnyRecord.ofTheContract();
    }
}
