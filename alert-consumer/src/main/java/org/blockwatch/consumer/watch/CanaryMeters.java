package org.blockwatch.consumer.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;

/** What a dashboard sees of canaries. */
final class CanaryMeters {

    private static final Measure AGE = Measure.age(
            "blockwatch.canary.age",
            "How long ago the last synthetic patient's page came in time, or since the start; absent if canary.every is off",
            Audience.ON_CALL);

    private static final Measure ROUND_TRIP = Measure.timer(
            "blockwatch.canary.round.trip",
            "From charting a synthetic patient to the record that its page came through",
            Audience.ON_CALL);

    private static final Measure FAILURES = Measure.counter(
                    "blockwatch.canary.failures",
                    "canaries",
                    "Synthetic patients whose page did not come through in time, by how far they got",
                    Audience.ON_CALL)
            .by("stage", CanaryStage.values());

    static final List<Measure> MEASURES = List.of(AGE, ROUND_TRIP, FAILURES);

    private static final List<Duration> ROUND_TRIPS = Stream.of(
                    250, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 15_000, 30_000)
            .map(Duration::ofMillis)
            .toList();

    private final Timer roundTrip;
    private final Map<CanaryStage, Counter> failures = new EnumMap<>(CanaryStage.class);

    /** @param age since when no canary has come through */
    CanaryMeters(Supplier<Duration> age, MeterRegistry metrics) {
        AGE.gauge(metrics, () -> age.get().toMillis() / 1000.0);
        roundTrip = ROUND_TRIP.timer(metrics, ROUND_TRIPS);
        for (CanaryStage stage : CanaryStage.values()) {
            failures.put(stage, FAILURES.counter(metrics, stage.name()));
        }
    }

    void cameThrough(Duration took) {
        roundTrip.record(took);
    }

    void failed(CanaryStage stage) {
        Objects.requireNonNull(failures.get(stage)).increment();
    }
}
