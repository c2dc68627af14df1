package org.blockwatch.service.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummedGaugeTest {
    private static final Measure COLOURS = Measure.gauge("colours", "things", "Things by colour", Audience.WARD)
            .by("colour", List.of("red", "blue"))
            .by("size", List.of("big", "small"));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SummedGauge gauge = new SummedGauge(COLOURS, meters);

    @Test
    void shouldShowEverySetOfLabelValuesFromTheStart() {
        assertThat(meters.get("colours").gauges()).hasSize(4).allMatch(one -> one.value() == 0);
    }

    @Test
    void shouldShowWhatAllPartsHoldAndTakeAwayWhatALeavingPartHolds() {
        SummedGauge.Share first = gauge.share(0);
        SummedGauge.Share second = gauge.share(1);
        first.add(3, "red", "big");
        second.add(2, "red", "big");
        second.add(-1, "red", "big");
        assertThat(red()).isEqualTo(4);

        first.close();
        assertThat(red()).isEqualTo(1);
        first.add(7, "red", "big");
        assertThat(red()).as("it has left").isEqualTo(1);
    }

    @Test
    void shouldNotCountAPartTwiceThatComesAgainWithoutHavingLeft() {
        SummedGauge.Share former = gauge.share(0);
        former.add(3, "red", "big");

        SummedGauge.Share again = gauge.share(0);
        again.add(3, "red", "big");
        former.close();

        assertThat(red()).isEqualTo(3);
    }

    @Test
    void shouldPassOverAValueThatNoLabelHas() {
        gauge.share(0).add(1, "green", "big");

        assertThat(meters.get("colours").gauges()).hasSize(4);
    }

    private double red() {
        return meters.get("colours")
                .tags("colour", "red", "size", "big")
                .gauge()
                .value();
    }
}
