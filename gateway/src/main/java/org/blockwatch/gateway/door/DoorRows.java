package org.blockwatch.gateway.door;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;
import org.blockwatch.gateway.bus.BusUnavailableException;
import org.blockwatch.gateway.bus.StatementBus;
import org.blockwatch.gateway.bus.Work.Decision;
import org.blockwatch.gateway.map.SourceMap;
import org.blockwatch.gateway.patient.OutgoingRecord;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells boards how each source stands: a row of blockwatch.feeds for each map, again and again, since a row that grows old is a sign too. */
public final class DoorRows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DoorRows.class);
    private static final long EVERY_SECONDS = 10;
    private static final String PREFIX = "door:";

    private final List<SourceMap> maps;
    private final StatementBus bus;
    private final SourceMeters meters;
    private final EngineClock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "door-rows");
        thread.setDaemon(true);
        return thread;
    });

    /** Rows of these sources. */
    public DoorRows(List<SourceMap> maps, StatementBus bus, SourceMeters meters, EngineClock clock) {
        this.maps = maps;
        this.bus = bus;
        this.meters = meters;
        this.clock = clock;
    }

    /** Begins to write; returns at once. */
    public void start() {
        timer.scheduleWithFixedDelay(this::write, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void write() {
        try {
            bus.execute(
                    (places, sent) ->
                            new Decision<>(maps.stream().map(this::row).toList(), List.of(), Boolean.TRUE),
                    false);
        } catch (BusUnavailableException e) {
            LOG.debug("Rows of sources are not written: {}", e.getMessage()); // health says so, and they grow old
        } catch (RuntimeException e) {
            LOG.error("Rows of sources cannot be written", e);
        }
    }

    private OutgoingRecord row(SourceMap map) {
        Instant now = clock.now();
        Optional<Duration> limit = map.conventions().silence();
        Duration silence = meters.silence(map.name());
        boolean silent = limit.isPresent() && silence.compareTo(limit.get()) > 0;
        String key = PREFIX + map.name();
        FeedState state = FeedState.newBuilder()
                .setSource(key)
                .setKind(FeedKind.DOOR)
                .setAt(now)
                .setLastArrivalAt(meters.lastMessage(map.name()).orElse(null))
                .setSilentSince(silent ? now.minus(silence).plus(limit.orElseThrow()) : null)
                .setLimit(limit.map(Duration::toMillis).orElse(null))
                .setNote(meters.clockProblem(map.name()).orElse(null))
                .build();
        return new OutgoingRecord(Topics.FEEDS, key, state, Map.of());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
