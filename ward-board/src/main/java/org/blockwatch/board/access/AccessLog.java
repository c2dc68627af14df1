package org.blockwatch.board.access;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.AccessEvent;
import org.blockwatch.event.AccessKind;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.collect.BoundedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records who looked at which patient, answered, examined, opened somebody else's unit or let a screen in. Looking again within five minutes
 * is one look.
 */
public final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final Duration ONE_LOOK = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 10_000;

    private record Look(String user, String patientId) {}

    private final Function<SpecificRecord, CompletableFuture<Void>> writer;
    private final EngineClock clock;
    private final BoundedMap<Look, Long> looks = BoundedMap.ofLatest(MOST_REMEMBERED);

    /** @param writer writes an event; completes when it counts */
    public AccessLog(Function<SpecificRecord, CompletableFuture<Void>> writer, EngineClock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Returns a new event of somebody's. */
    public AccessEvent.Builder event(Viewer.SignedIn who, AccessKind kind) {
        return event(who.user(), who.roles(), kind);
    }

    AccessEvent.Builder event(String user, List<String> roles, AccessKind kind) {
        return AccessEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setUser(user)
                .setRoles(roles)
                .setKind(kind)
                .setAt(clock.now());
    }

    /** Somebody looks at a patient. */
    public void viewed(Viewer.SignedIn who, String patientId, @Nullable String unit) {
        long now = System.nanoTime();
        synchronized (looks) {
            Long last = looks.get(new Look(who.user(), patientId));
            if (last != null && now - last < ONE_LOOK.toNanos()) {
                return;
            }
            looks.put(new Look(who.user(), patientId), now);
        }
        record(event(who, AccessKind.VIEWED)
                .setPatientId(patientId)
                .setUnit(unit)
                .build());
    }

    /** Records an event; completes when it is recorded. What cannot be recorded is told in the log, and stops nobody who treats. */
    public CompletableFuture<Void> record(AccessEvent event) {
        return writer.apply(event).whenComplete((done, e) -> {
            if (e != null) {
                LOG.error(
                        "Not recorded: {} by {} at {}: {}",
                        event.getKind(),
                        event.getUser(),
                        event.getAt(),
                        e.toString());
            }
        });
    }
}
