package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.legs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.site.ProtocolFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A count that takes the store a row at a time, while patients change before and behind it. */
class OpenCounterTest {
    private final DetectionHarness bench = new DetectionHarness(T0.minusSeconds(1));
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldCountEachPatientOnceWhereverItStandsWhenTheyChange() {
        for (String patient : new String[] {"p1", "p10", "p2"}) { // the order of the store
            bench.arrives(T0, SampleStatements.block(patient, T0).build());
        }
        OpenCounter census = new OpenCounts(meters).census(0, bench.readAnew(), ProtocolFile.shipped(), 1);

        assertThat(census.goOn()).isFalse();
        assertThat(open("UNASSESSED")).as("the first").isEqualTo(1);
        examined(census, "p1");
        assertThat(open("DEFICIT")).as("has been counted").isEqualTo(1);
        examined(census, "p2");
        assertThat(open("DEFICIT")).as("will be counted").isEqualTo(1);

        for (int more = 0; more < 3; more++) {
            census.goOn();
        }
        assertThat(census.goOn()).isTrue();
        assertThat(open("DEFICIT")).isEqualTo(2);
        assertThat(open("UNASSESSED")).isEqualTo(1);

        census.close();
        assertThat(open("DEFICIT") + open("UNASSESSED")).isZero();
    }

    private void examined(OpenCounter census, String patient) {
        PatientState before = bench.readAnew().of(patient).remembered();
        Instant at = T0.plus(Duration.ofMinutes(patient.length()));
        bench.arrives(
                at,
                SampleStatements.assessment(patient, patient + "-a", at)
                        .setExam(legs(UNABLE, ABLE))
                        .build());
        census.changed(before, bench.readAnew().of(patient).remembered());
    }

    private double open(String stage) {
        return meters.get("blockwatch.blocks.open").tag("stage", stage).gauge().value();
    }
}
