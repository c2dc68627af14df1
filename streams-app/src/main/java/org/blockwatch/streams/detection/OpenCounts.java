package org.blockwatch.streams.detection;

import static org.blockwatch.service.meter.Audience.WARD;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.SummedGauge;
import org.blockwatch.streams.patient.PatientStates;

/** How many blocks and alerts are open in the tasks of this process; standby copies are not counted. */
final class OpenCounts {
    static final List<String> CODES = Arrays.stream(AlertCode.values())
            .filter(code -> code != AlertCode.UNKNOWN)
            .map(Enum::name)
            .toList();

    static final List<String> PRIORITIES = Stream.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW)
            .map(Enum::name)
            .toList();

    private static final Measure BLOCKS = Measure.gauge(
                    "blockwatch.blocks.open",
                    "blocks",
                    "Blocks under watch, by the worst that holds of each. Synthetic patients are not counted",
                    WARD)
            .by("stage", BlockStage.values());

    private static final Measure ALERTS = Measure.gauge(
                    "blockwatch.alerts.open",
                    "alerts",
                    "Alerts that have started and not ended, those for the ward board included. Synthetic patients are not counted",
                    WARD)
            .by("code", CODES)
            .by("priority", PRIORITIES);

    static final List<Measure> MEASURES = List.of(BLOCKS, ALERTS);

    /** A small part of what a tick may take. */
    private static final int ROWS_A_TICK = 500;

    private final SummedGauge blocks;
    private final SummedGauge alerts;

    OpenCounts(MeterRegistry meters) {
        blocks = new SummedGauge(BLOCKS, meters);
        alerts = new SummedGauge(ALERTS, meters);
    }

    /** Counts for the task of a partition, from nothing. */
    OpenCounter counter(int partition, PatientStates states, Protocols protocols) {
        return counter(partition, states, protocols, ROWS_A_TICK);
    }

    OpenCounter counter(int partition, PatientStates states, Protocols protocols, int rows) {
        return new OpenCounter(blocks.share(partition), alerts.share(partition), states, protocols, rows);
    }
}
