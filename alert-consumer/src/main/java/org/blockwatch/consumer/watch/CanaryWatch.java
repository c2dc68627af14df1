package org.blockwatch.consumer.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charts a synthetic patient at each round and waits for the record that its page came out at the loop-back channel,
 * wherever that was: the trail says so to all instances. Then it takes the statements back.
 *
 * <p>A patient that is paged for though it is not its turn was left behind by an instance that died, and is taken back by
 * whoever hears it.
 *
 * <p>Runs on one thread of its own; the trail may be heard on any.
 */
final class CanaryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryWatch.class);

    private final StatementPublisher bus;
    private final Duration every;
    private final Duration within;
    private final EngineClock clock;
    private final WatchThread thread = new WatchThread("canary");
    private final CanaryMeters meters;
    private final Freshness cameThrough;

    private volatile @Nullable Flight flight;
    private int failedInARow;

    /** A round under way. The stage is as far as it is known to have got. */
    private static final class Flight {
        final CanaryRound round;
        final long began = System.nanoTime();
        volatile CanaryStage stage = CanaryStage.NOT_CHARTED;
        boolean over;

        Flight(CanaryRound round) {
            this.round = round;
        }
    }

    /**
     * Canaries that do not fly yet.
     *
     * @param within how long a page may take; less than {@code every}
     */
    CanaryWatch(StatementPublisher bus, Duration every, Duration within, EngineClock clock, MeterRegistry metrics) {
        this.bus = bus;
        this.every = every;
        this.within = within;
        this.clock = clock;
        this.cameThrough = new Freshness(every.multipliedBy(2).plus(within));
        this.meters = new CanaryMeters(cameThrough::age, metrics);
    }

    /** Begins with the next round. */
    void start() {
        scheduleAfter(Instant.MIN);
    }

    /** Returns why the way of a page is not known to be whole, if so. */
    Optional<String> problem() {
        return cameThrough.isFresh()
                ? Optional.empty()
                : Optional.of("no canary has come through for %s s"
                        .formatted(cameThrough.age().toSeconds()));
    }

    /** Timers may fire a moment early: the same round must not begin again for that. */
    private void scheduleAfter(Instant begin) {
        Instant now = clock.wallNow();
        Instant last = CanaryRound.begin(now, every);
        Instant next = (last.isBefore(begin) ? begin : last).plus(every);
        thread.in(Duration.between(now, next), () -> begin(next));
    }

    private void begin(Instant begin) {
        scheduleAfter(begin);
        CanaryRound round = CanaryRound.of(begin, every, clock.at(begin.toEpochMilli()));
        Flight begun = new Flight(round);
        flight = begun;
        thread.in(within, () -> failed(begun));
        publish(round.statements()).thenRun(() -> reached(begun, CanaryStage.NOT_ASKED_FOR));
    }

    /** Takes in an event of the trail, on any thread. */
    void heard(PageEvent event) {
        if (!Canary.is(event.getPatientId())) {
            return;
        }
        Flight present = flight;
        if (present != null && event.getPatientId().equals(present.round.patientId())) {
            if (!event.getAt().isBefore(present.round.at())) {
                heard(present, event.getKind());
            }
        } else if (event.getKind() == PageEventKind.REQUESTED && isRecent(event)) {
            leftBehind(event.getPatientId(), present);
        }
    }

    private void heard(Flight present, PageEventKind kind) {
        if (kind == PageEventKind.REQUESTED) {
            reached(present, CanaryStage.NOT_SENT);
        } else if (kind == PageEventKind.ACCEPTED) {
            Duration took = Duration.ofNanos(System.nanoTime() - present.began);
            thread.execute(() -> cameThrough(present, took));
        }
    }

    private static void reached(Flight flight, CanaryStage stage) {
        if (stage.compareTo(flight.stage) > 0) {
            flight.stage = stage;
        }
    }

    private void cameThrough(Flight round, Duration took) {
        if (round.over) {
            return; // heard before, or too late
        }
        round.over = true;
        meters.cameThrough(took);
        cameThrough.now();
        if (failedInARow > 0) {
            LOG.info("Canaries come through again, after {} that did not", failedInARow);
            failedInARow = 0;
        }
        publish(round.round.retractions());
    }

    private void failed(Flight round) {
        if (round.over) {
            return;
        }
        round.over = true;
        failedInARow++;
        meters.failed(round.stage);
        LOG.error(
                "No page for the synthetic patient {} came through within {} ({} in a row): {}."
                        + " Until canaries come through again, do not rely on being paged",
                round.round.patientId(),
                within,
                failedInARow,
                round.stage.advice());
        publish(round.round.retractions());
    }

    /** Not the one whose turn comes next either: another instance's clock may be ahead. */
    private void leftBehind(String patientId, @Nullable Flight present) {
        if (present != null && !patientId.equals(present.round.next())) {
            thread.execute(() -> publish(
                    CanaryRound.leftBy(patientId, clock.wallNow(), clock.now()).retractions()));
        }
    }

    private boolean isRecent(PageEvent event) {
        return event.getAt().isAfter(clock.now().minus(clock.engine(every.multipliedBy(2))));
    }

    /** One after the other, each once the brokers have the one before. */
    private CompletableFuture<Void> publish(List<SpecificRecord> statements) {
        CompletableFuture<Void> published = CompletableFuture.completedFuture(null);
        for (SpecificRecord statement : statements) {
            published = published.thenComposeAsync(before -> bus.publish(statement), thread);
        }
        return published.whenComplete((done, e) -> {
            if (e != null) {
                LOG.warn("A synthetic patient could not be charted, or not taken back: {}", e.toString());
            }
        });
    }

    /** Charts nothing more, and takes back the patient under way if Kafka takes it within moments. */
    @Override
    public void close() {
        Flight present = flight;
        thread.close();
        if (present != null && !present.over) {
            present.round.retractions().forEach(bus::publish);
        }
        bus.close();
    }
}
