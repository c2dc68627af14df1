package org.blockwatch.consumer.watch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether every promise of paging is kept, as far as the topics tell. It judges only what it knows
 * for certain: each look first asks to have heard all that is written, and judges the instant at which it asked. So it
 * finds nothing while it still reads the past, and nothing while Kafka is away: then it says that it cannot look.
 */
final class Auditor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

    /** So many are told of one by one at a look; the gauge has them all. */
    private static final int MOST_TOLD = 20;

    /** So many looks in a row may be missed before the auditor counts as blind. */
    private static final int MISSED = 4;

    static final Measure VIOLATIONS = Measure.gauge(
                    "blockwatch.audit.violations",
                    "alerts",
                    "Promises of paging that are not kept. Every instance sees all: take the most",
                    Audience.ON_CALL)
            .by("kind", Violation.Kind.values());

    static final Measure AGE = Measure.age(
            "blockwatch.audit.age", "How long ago the auditor last looked, or since the start", Audience.ON_CALL);

    private final AuditState known;
    private final Duration every;
    private final Duration grace;
    private final Duration pageGrace;
    private final EngineClock clock;
    private final Freshness looked;
    private final WatchThread thread = new WatchThread("auditor");
    private final Map<Violation.Kind, AtomicLong> counts = new EnumMap<>(Violation.Kind.class);

    private volatile List<Violation> found = List.of();
    private CompletableFuture<Void> look = CompletableFuture.completedFuture(null);
    private Set<Violation> told = Set.of();

    /**
     * How patient it is, by the wall clock.
     *
     * @param every how often it looks
     * @param grace how late a ladder or an answer may be
     * @param pageGrace how long it may take until it is known what became of a page
     */
    record Patience(Duration every, Duration grace, Duration pageGrace) {}

    /**
     * An auditor that does not look yet.
     *
     * @param known what the topics say
     */
    Auditor(AuditState known, Patience patience, EngineClock clock, MeterRegistry metrics) {
        this.known = known;
        this.every = patience.every();
        this.grace = clock.engine(patience.grace());
        this.pageGrace = clock.engine(patience.pageGrace());
        this.clock = clock;
        this.looked = new Freshness(every.multipliedBy(MISSED));
        for (Violation.Kind kind : Violation.Kind.values()) {
            AtomicLong count = new AtomicLong();
            counts.put(kind, count);
            VIOLATIONS.gauge(metrics, count::get, kind.name());
        }
        AGE.gauge(metrics, () -> looked.age().toSeconds());
    }

    /**
     * Begins to look.
     *
     * @param caughtUp asks to have heard all that is written by now, for as long as that may take
     */
    void start(Supplier<CompletableFuture<Void>> caughtUp) {
        thread.every(every, () -> look(caughtUp));
    }

    /** Returns why it is not certain that every promise is kept, if so. */
    Optional<String> problem() {
        if (!looked.isFresh()) {
            return Optional.of("the auditor has not been able to look for %s s"
                    .formatted(looked.age().toSeconds()));
        }
        List<Violation> violations = found;
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of("%s promises of paging are not kept, the first: %s of %s"
                        .formatted(
                                violations.size(),
                                violations.get(0).kind(),
                                LogIds.of(violations.get(0).alertId())));
    }

    private void look(Supplier<CompletableFuture<Void>> caughtUp) {
        if (!look.isDone()) {
            return; // still reads
        }
        Instant asked = clock.now();
        look = caughtUp.get().thenRun(() -> judge(asked)); // where it is heard, so that nothing more is heard meanwhile
    }

    private void judge(Instant now) {
        List<Violation> violations = known.violations(now, grace, pageGrace);
        Map<Violation.Kind, Long> byKind = violations.stream().collect(groupingBy(Violation::kind, counting()));
        counts.forEach((kind, count) -> count.set(byKind.getOrDefault(kind, 0L)));
        found = violations;
        looked.now();
        thread.execute(() -> tell(violations));
    }

    /** Tells each violation once, and that it is over. */
    private void tell(List<Violation> violations) {
        Set<Violation> now = new HashSet<>(violations);
        List<Violation> fresh =
                now.stream().filter(violation -> !told.contains(violation)).toList();
        fresh.stream()
                .limit(MOST_TOLD)
                .forEach(violation -> LOG.error(
                        "{}: the alert {} {} (since {}, {})",
                        violation.kind(),
                        LogIds.of(violation.alertId()),
                        violation.kind().advice(),
                        violation.since(),
                        LogIds.of(violation.subject())));
        if (fresh.size() > MOST_TOLD) {
            LOG.error("{} more promises of paging are not kept", fresh.size() - MOST_TOLD);
        }
        if (now.isEmpty() && !told.isEmpty()) {
            LOG.info("Every promise of paging is kept again");
        }
        told = now;
    }

    @Override
    public void close() {
        thread.close();
    }
}
