package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.streams.detection.SampleStatements.T0;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.streams.detection.TopologyProperties.Charted;
import org.blockwatch.streams.site.ProtocolFile;

/** What is counted as open, change by change, against what ward boards show and against a count from nothing. */
class OpenCounterProperties {

    @Property(tries = 8)
    void countsWhatBoardsShow(@ForAll("ward") List<Charted> ward, @ForAll("caches") int cached) {
        List<Charted> arriving = new ArrayList<>(ward);
        arriving.sort(Comparator.comparing(Charted::arrival));
        try (DetectionHarness bench = new DetectionHarness(T0.minusSeconds(1), cached)) {
            Map<String, RecoveryView> shown = new TreeMap<>();
            for (Charted charted : arriving) {
                bench.arrives(charted.arrival(), charted.statement());
                bench.views().forEach(view -> shown.put(view.getPatientId(), view));
                assertThat(blocks(bench.meters)).as("at %s", charted.arrival()).isEqualTo(blocks(shown));
                assertThat(alerts(bench.meters)).as("at %s", charted.arrival()).isEqualTo(alerts(shown));
            }
            assertThat(countedFromNothing(bench)).isEqualTo(numbers(bench.meters));

            bench.runUntil(T0.plus(Duration.ofDays(4)));
            bench.views().forEach(view -> shown.put(view.getPatientId(), view));
            assertThat(blocks(bench.meters)).as("at the end").isEqualTo(blocks(shown));
            assertThat(alerts(bench.meters)).as("at the end").isEqualTo(alerts(shown));
        }
    }

    @Provide
    Arbitrary<Integer> caches() {
        return new TopologyProperties().caches();
    }

    @Provide
    Arbitrary<List<Charted>> ward() {
        return new TopologyProperties().ward();
    }

    /** As a task does that comes to another instance. */
    private static Map<String, Double> countedFromNothing(DetectionHarness bench) {
        MeterRegistry elsewhere = new SimpleMeterRegistry();
        OpenCounter counter = new OpenCounts(elsewhere).counter(0, bench.readAnew(), ProtocolFile.shipped());
        assertThat(counter.countMore()).isTrue();
        return numbers(elsewhere);
    }

    private static Map<String, Double> numbers(MeterRegistry meters) {
        Map<String, Double> all = new TreeMap<>(by("blockwatch.blocks.open", "stage", meters));
        all.putAll(by("blockwatch.alerts.open", "code", meters));
        return all;
    }

    private static Map<String, Double> by(String gauge, String label, MeterRegistry meters) {
        return meters.get(gauge).gauges().stream()
                .collect(Collectors.groupingBy(
                        one -> one.getId().getTag(label)
                                + (one.getId().getTag("priority") == null
                                        ? ""
                                        : " " + one.getId().getTag("priority")),
                        TreeMap::new,
                        Collectors.summingDouble(one -> one.value())));
    }

    private static double blocks(MeterRegistry meters) {
        return by("blockwatch.blocks.open", "stage", meters).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double blocks(Map<String, RecoveryView> shown) {
        return shown.values().stream()
                .mapToDouble(view -> view.getBlocks().size())
                .sum();
    }

    private static Map<String, Double> alerts(MeterRegistry meters) {
        Map<String, Double> open = by("blockwatch.alerts.open", "code", meters);
        open.values().removeIf(number -> number == 0);
        return open;
    }

    private static Map<String, Double> alerts(Map<String, RecoveryView> shown) {
        return shown.values().stream()
                .flatMap(view -> view.getBlocks().stream())
                .flatMap(block -> block.getOpenAlerts().stream())
                .collect(Collectors.groupingBy(
                        alert -> alert.getCode() + " " + alert.getPriority(),
                        TreeMap::new,
                        Collectors.summingDouble(alert -> 1)));
    }
}
