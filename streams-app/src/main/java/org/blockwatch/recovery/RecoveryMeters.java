package org.blockwatch.recovery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.service.LogIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is counted of detection. Counters that operations watch begin at 0, so that the first increase is seen. */
final class RecoveryMeters {
    private static final List<Class<?>> TYPES =
            List.of(BlockPerformed.class, NeuroAssessment.class, VitalSigns.class, CareEvent.class);

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryMeters.class);

    private final MeterRegistry meters;
    private final Map<Class<?>, Map<Novelty, Counter>> statements = new HashMap<>();
    private final Timer delay;
    private final Counter outlived;

    RecoveryMeters(MeterRegistry meters) {
        this.meters = meters;
        this.delay = Timer.builder("blockwatch.detection.delay")
                .description(
                        "From when an alert could have been known (due, and its statement there) to its start, engine time")
                .publishPercentiles(0.5, 0.99)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(meters);
        this.outlived = Counter.builder("blockwatch.history.outlived")
                .description("Judgements of a block that is open longer than its statements are kept")
                .register(meters);
        for (Class<?> type : TYPES) {
            Map<Novelty, Counter> byNovelty = new EnumMap<>(Novelty.class);
            for (Novelty novelty : Novelty.values()) {
                byNovelty.put(novelty, statements(type, novelty));
            }
            statements.put(type, byNovelty);
        }
    }

    void statement(Envelope statement, Novelty novelty) {
        statements.get(statement.statement().getClass()).get(novelty).increment();
    }

    /** @param knowable when what led to it came: the arrival of a statement, or the instant that was due */
    void alert(Alert alert, Instant knowable) {
        Counter.builder("blockwatch.alerts")
                .description("Transitions of alerts")
                .tag("code", alert.getCode().name())
                .tag("priority", alert.getPriority().name())
                .tag("phase", alert.getPhase().name())
                .register(meters)
                .increment();
        if (alert.getPhase() == AlertPhase.START) {
            Instant from = alert.getDueAt().isAfter(knowable) ? alert.getDueAt() : knowable;
            Duration late = Duration.between(from, alert.getAt());
            delay.record(late.isNegative() ? Duration.ZERO : late); // negative: charted ahead of the clock
        }
    }

    /** A block is open longer than statements are kept: it goes on from its picture, but corrections no longer reach it. */
    void outlived(String patientId) {
        outlived.increment();
        LOG.warn("A block of patient {} is open longer than its statements are kept", LogIds.of(patientId));
    }

    private Counter statements(Class<?> type, Novelty novelty) {
        return Counter.builder("blockwatch.statements")
                .description("Statements let in, by type and by what they were to what was known")
                .tag("type", type.getSimpleName())
                .tag("outcome", novelty.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
