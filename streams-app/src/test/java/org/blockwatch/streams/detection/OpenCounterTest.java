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
import java.util.EnumSet;
import org.blockwatch.streams.alert.Trigger;
import org.blockwatch.streams.patient.Aspect;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.StateUpdate;
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
        OpenCounter counter = new OpenCounts(meters).counter(0, bench.readAnew(), ProtocolFile.shipped(), 1);

        assertThat(counter.countMore()).isFalse();
        assertThat(open("UNASSESSED")).as("the first").isEqualTo(1);
        examined(counter, "p1");
        assertThat(open("DEFICIT")).as("has been counted").isEqualTo(1);
        examined(counter, "p2");
        assertThat(open("DEFICIT")).as("will be counted").isEqualTo(1);

        for (int more = 0; more < 3; more++) {
            counter.countMore();
        }
        assertThat(counter.countMore()).isTrue();
        assertThat(open("DEFICIT")).isEqualTo(2);
        assertThat(open("UNASSESSED")).isEqualTo(1);

        counter.close();
        assertThat(open("DEFICIT") + open("UNASSESSED")).isZero();
    }

    private void examined(OpenCounter counter, String patient) {
        PatientState before = bench.readAnew().of(patient);
        Instant at = T0.plus(Duration.ofMinutes(patient.length()));
        bench.arrives(
                at,
                SampleStatements.assessment(patient, patient + "-a", at)
                        .setExam(legs(UNABLE, ABLE))
                        .build());
        PatientState after = bench.readAnew().of(patient);
        counter.changed(new StateUpdate(before, after, new Trigger.Stated(at), EnumSet.allOf(Aspect.class)));
    }

    private double open(String stage) {
        return meters.get("blockwatch.blocks.open").tag("stage", stage).gauge().value();
    }
}
