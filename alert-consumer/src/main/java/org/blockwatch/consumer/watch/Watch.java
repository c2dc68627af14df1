package org.blockwatch.consumer.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Measure;

/** The three watchmen together: canary, auditor, dead-man switch. What they hear of the topics comes from one reader. */
public final class Watch implements AutoCloseable {

    /** Every measure of this package. */
    public static final List<Measure> MEASURES = Stream.concat(
                    Stream.of(Auditor.VIOLATIONS, Auditor.AGE, DeadMan.PINGS), CanaryMeters.MEASURES.stream())
            .toList();

    private final AuditState known = new AuditState();
    private final EngineClock clock;
    private final Auditor auditor;
    private final Optional<CanaryWatch> canary;
    private final Optional<DeadMan> deadMan;

    /**
     * Watchmen that have not begun.
     *
     * @param bus opens where canaries are charted; closed with the watch
     * @param bundling how long a page may wait for others, by the wall clock
     */
    public Watch(
            WatchSettings settings,
            Supplier<StatementPublisher> bus,
            Duration bundling,
            EngineClock clock,
            MeterRegistry metrics) {
        this.clock = clock;
        auditor = new Auditor(
                known,
                new Auditor.Patience(
                        settings.auditEvery(),
                        settings.auditGrace(),
                        settings.auditGrace().plus(bundling)),
                clock,
                metrics);
        canary = settings.canaryIsOn()
                ? Optional.of(
                        new CanaryWatch(bus.get(), settings.canaryEvery(), settings.canaryWithin(), clock, metrics))
                : Optional.empty();
        DeadMan.PINGS.atZero(metrics);
        deadMan = settings.deadmanUrl()
                .map(url -> new DeadMan(url, settings.deadmanEvery(), this::problems, clock, metrics));
    }

    /**
     * Begins to watch.
     *
     * @param caughtUp asks to have heard all that is written by now, for as long as that may take
     */
    public void start(Supplier<CompletableFuture<Void>> caughtUp) {
        auditor.start(caughtUp);
        canary.ifPresent(CanaryWatch::start);
        deadMan.ifPresent(DeadMan::start);
    }

    /** Takes in a transition of an alert. */
    public void heard(Alert alert) {
        known.heard(alert);
    }

    /** Takes in an answer. */
    public void heard(AlertResponse answer) {
        known.heard(answer, clock.now());
    }

    /** Takes in an event of the trail. */
    public void heard(PageEvent event) {
        known.heard(event);
        canary.ifPresent(watch -> watch.heard(event));
    }

    /** Returns why it is not certain that a page comes through, if so. */
    public Optional<String> canaryProblem() {
        return canary.flatMap(CanaryWatch::problem);
    }

    /** Returns why it is not certain that every promise of paging is kept, if so. */
    public Optional<String> auditProblem() {
        return auditor.problem();
    }

    private Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        canaryProblem().ifPresent(why -> problems.put("canary", why));
        auditProblem().ifPresent(why -> problems.put("audit", why));
        return problems;
    }

    /** Stops: the dead-man switch hears nothing from now on. */
    @Override
    public void close() {
        deadMan.ifPresent(DeadMan::close);
        canary.ifPresent(CanaryWatch::close);
        auditor.close();
    }
}
