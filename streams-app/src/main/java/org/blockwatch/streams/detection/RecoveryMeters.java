package org.blockwatch.streams.detection;

import static org.blockwatch.service.meter.Audience.FEEDS;
import static org.blockwatch.service.meter.Audience.ON_CALL;
import static org.blockwatch.service.meter.Audience.PLATFORM;
import static org.blockwatch.service.meter.Audience.WARD;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.streams.statement.PlausibilityFilter;
import org.blockwatch.streams.statement.RevisionStatus;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is shown of detection, for all tasks of a process. Counters that operations watch begin at 0, so that the first increase is seen.
 */
public final class RecoveryMeters {
    private static final List<Class<?>> TYPES =
            List.of(BlockPerformed.class, NeuroAssessment.class, VitalSigns.class, CareEvent.class);
    private static final List<String> TYPE_NAMES =
            TYPES.stream().map(Class::getSimpleName).toList();

    private static final Measure STATEMENTS = Measure.counter(
                    "blockwatch.statements",
                    "statements",
                    "Statements let in, by type and by what they were to what was known",
                    FEEDS)
            .by("type", TYPE_NAMES)
            .by(
                    "outcome",
                    Arrays.stream(RevisionStatus.values())
                            .map(RecoveryMeters::word)
                            .toList());

    private static final Measure LATENESS = Measure.timer(
                    "blockwatch.charting.lateness",
                    "From when something was so at the bedside to when the statement of it arrived, engine time",
                    WARD)
            .by("type", TYPE_NAMES);

    private static final Measure ALERTS = Measure.counter(
                    "blockwatch.alerts", "transitions", "Transitions of alerts", WARD)
            .by("code", OpenCounts.CODES)
            .by("priority", OpenCounts.PRIORITIES)
            .by(
                    "phase",
                    Arrays.stream(AlertPhase.values())
                            .filter(phase -> phase != AlertPhase.UNKNOWN)
                            .map(Enum::name)
                            .toList());

    private static final Measure DELAY = Measure.timer(
            "blockwatch.detection.delay",
            "From when an alert could have been known (due, and its statement there) to its start, engine time",
            ON_CALL);

    private static final Measure OUTLIVED = Measure.counter(
            "blockwatch.history.outlived",
            "judgements",
            "Judgements of a block that is open longer than its statements are kept",
            PLATFORM);

    private static final Measure POSTPONED = Measure.counter(
            "blockwatch.statements.postponed",
            "statements",
            "Statements that waited up to 30 s to be judged, because their patient has so many and they change the past again and again",
            PLATFORM);

    /** Every measure of this package. */
    public static final List<Measure> MEASURES = Stream.of(
                    List.of(STATEMENTS, LATENESS, ALERTS, DELAY, OUTLIVED, POSTPONED),
                    OpenCounts.MEASURES,
                    FeedMeters.MEASURES,
                    PlausibilityFilter.MEASURES)
            .flatMap(List::stream)
            .toList();

    /** 15 s is what rules call late. */
    private static final List<Duration> DELAYS = Stream.of(
                    50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 15_000L, 60_000L, 300_000L, 3_600_000L)
            .map(Duration::ofMillis)
            .toList();

    /** Minutes: nurses chart after the round. */
    private static final List<Duration> LATENESSES = Stream.of(1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1_440, 5_760)
            .map(Duration::ofMinutes)
            .toList();

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryMeters.class);

    private final MeterRegistry meters;
    private final Map<Class<?>, Map<RevisionStatus, Counter>> statements = new HashMap<>();
    private final Map<Class<?>, Timer> lateness = new HashMap<>();
    private final Timer delay;
    private final Counter outlived;
    private final Counter postponed;
    private final OpenCounts open;
    private final FeedArrivals feeds;

    /** @param feeds whose silence is shown */
    public RecoveryMeters(FeedArrivals feeds, MeterRegistry meters) {
        this.meters = meters;
        this.delay = DELAY.timer(meters, DELAYS);
        this.outlived = OUTLIVED.counter(meters);
        this.postponed = POSTPONED.counter(meters);
        this.open = new OpenCounts(meters);
        this.feeds = feeds;
        FeedMeters.show(feeds, meters);
        ALERTS.atZero(meters);
        for (Class<?> type : TYPES) {
            Map<RevisionStatus, Counter> byNovelty = new EnumMap<>(RevisionStatus.class);
            for (RevisionStatus novelty : RevisionStatus.values()) {
                byNovelty.put(novelty, STATEMENTS.counter(meters, type.getSimpleName(), word(novelty)));
            }
            statements.put(type, byNovelty);
            lateness.put(type, LATENESS.timer(meters, LATENESSES, type.getSimpleName()));
        }
    }

    MeterRegistry registry() {
        return meters;
    }

    /** What is open in the tasks of this process. */
    OpenCounts open() {
        return open;
    }

    /** A statement was let in. */
    void statement(StatementEnvelope statement, RevisionStatus novelty, Instant arrival) {
        Class<?> type = statement.statement().getClass();
        Objects.requireNonNull(Objects.requireNonNull(statements.get(type)).get(novelty))
                .increment();
        feeds.heard(statement.statement(), arrival, statement.occurredAt());
        if (novelty == RevisionStatus.NEW) {
            Objects.requireNonNull(lateness.get(type))
                    .record(notNegative(Duration.between(statement.occurredAt(), arrival)));
        }
    }

    /** @param knowable when what led to it came: the arrival of a statement, or the instant that was due */
    void alert(Alert alert, Instant knowable) {
        ALERTS.counter(
                        meters,
                        alert.getCode().name(),
                        alert.getPriority().name(),
                        alert.getPhase().name())
                .increment();
        if (alert.getPhase() == AlertPhase.START) {
            Instant from = alert.getDueAt().isAfter(knowable) ? alert.getDueAt() : knowable;
            delay.record(notNegative(Duration.between(from, alert.getAt())));
        }
    }

    /** A block is open longer than statements are kept: it goes on from its picture, but corrections no longer reach it. */
    void outlived(String patientId) {
        outlived.increment();
        LOG.warn("A block of patient {} is open longer than its statements are kept", LogIds.of(patientId));
    }

    /** A statement waits until the history of its patient is folded again. */
    void postponed() {
        postponed.increment();
    }

    /** What is charted ahead of the clock is not late. */
    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    private static String word(RevisionStatus novelty) {
        return novelty.name().toLowerCase(Locale.ROOT);
    }
}
