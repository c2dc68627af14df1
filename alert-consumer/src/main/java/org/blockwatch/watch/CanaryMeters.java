package org.blockwatch.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a dashboard sees of canaries. */
final class CanaryMeters {

    private final Timer roundTrip;
    private final Map<CanaryStage, Counter> failures = new EnumMap<>(CanaryStage.class);

    /** @param age since when no canary has come through */
    CanaryMeters(Supplier<Duration> age, MeterRegistry metrics) {
        TimeGauge.builder("blockwatch.canary.age", () -> age.get().toMillis(), TimeUnit.MILLISECONDS)
                .description("How long ago the last synthetic patient's page came through in time, or since the start")
                .register(metrics);
        roundTrip = Timer.builder("blockwatch.canary.round.trip")
                .description("From charting a synthetic patient to the record that its page came through")
                .publishPercentileHistogram()
                .register(metrics);
        for (CanaryStage stage : CanaryStage.values()) {
            failures.put(
                    stage,
                    Counter.builder("blockwatch.canary.failures")
                            .description(
                                    "Synthetic patients whose page did not come through in time, by how far they got")
                            .tag("stage", stage.name())
                            .register(metrics));
        }
    }

    void cameThrough(Duration took) {
        roundTrip.record(took);
    }

    void failed(CanaryStage stage) {
        failures.get(stage).increment();
    }
}
