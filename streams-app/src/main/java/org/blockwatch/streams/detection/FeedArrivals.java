package org.blockwatch.streams.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/** What this process has heard of each feed, for as long as it runs. Any thread may tell and ask it. */
public final class FeedArrivals {
    /** Before the name of a sending system. */
    static final String SOURCE = "source:";

    private static final long NEVER = Long.MIN_VALUE;

    private final EngineClock clock;
    private final Instant start;
    private final boolean bySource;
    private final Map<String, Heard> heard = new TreeMap<>();
    private final AtomicLong canary = new AtomicLong(NEVER);

    private record Heard(Duration limit, AtomicLong arrived, AtomicLong occurred) {}

    /** Begins with nothing heard. */
    public FeedArrivals(Feeds feeds, EngineClock clock) {
        this.clock = clock;
        this.start = clock.now();
        this.bySource = !feeds.sources().isEmpty();
        feeds.limits().forEach(this::listen);
        feeds.sources().forEach((system, limit) -> listen(SOURCE + system, limit));
    }

    private void listen(String feed, Duration limit) {
        heard.put(feed, new Heard(limit, new AtomicLong(NEVER), new AtomicLong(NEVER)));
    }

    /** Returns the feeds by name: topics, and {@code source:NAME}. */
    Map<String, Duration> limits() {
        Map<String, Duration> limits = new TreeMap<>();
        heard.forEach((feed, one) -> limits.put(feed, one.limit()));
        return limits;
    }

    /** Returns for how long a feed has been silent, or since the start. */
    Duration silence(String feed) {
        Duration silence = Duration.between(lastOrStart(Objects.requireNonNull(heard.get(feed))), clock.now());
        return silence.isNegative() ? Duration.ZERO : silence;
    }

    private Instant lastOrStart(Heard feed) {
        return Optional.ofNullable(instant(feed.arrived())).orElse(start);
    }

    /** A statement has arrived. */
    void heard(SpecificRecord statement, Instant arrival, Instant occurredAt) {
        note(Feeds.topicOf(statement), arrival, occurredAt);
        if (bySource) {
            Schema.Field source = statement.getSchema().getField("source");
            note(SOURCE + statement.get(source.pos()), arrival, occurredAt);
        }
    }

    private void note(String feed, Instant arrival, Instant occurredAt) {
        Heard one = heard.get(feed);
        if (one != null) { // a system that nobody has named makes no row and no label
            one.arrived().accumulateAndGet(arrival.toEpochMilli(), Math::max);
            one.occurred().accumulateAndGet(occurredAt.toEpochMilli(), Math::max);
        }
    }

    /** A page about a synthetic patient has come through. */
    public void canaryCameThrough(Instant at) {
        canary.accumulateAndGet(at.toEpochMilli(), Math::max);
    }

    /** Returns when a page about a synthetic patient last came through; null: none yet. */
    public @Nullable Instant canaryAt() {
        return instant(canary);
    }

    /** Returns a row for every feed that has been heard since the start; of the others another instance may know more. */
    public List<FeedState> rows() {
        Instant now = clock.now();
        List<FeedState> rows = new ArrayList<>();
        heard.forEach((feed, one) -> {
            Instant arrived = instant(one.arrived());
            if (arrived != null) {
                Instant due = arrived.plus(one.limit());
                rows.add(FeedState.newBuilder()
                        .setSource(feed)
                        .setKind(feed.startsWith(SOURCE) ? FeedKind.SYSTEM : FeedKind.STATEMENTS)
                        .setAt(now)
                        .setLastArrivalAt(arrived)
                        .setLastOccurredAt(instant(one.occurred()))
                        .setSilentSince(due.isBefore(now) ? arrived : null)
                        .setLimit(one.limit().toMillis())
                        .build());
            }
        });
        return rows;
    }

    private static @Nullable Instant instant(AtomicLong millis) {
        long at = millis.get();
        return at == NEVER ? null : Instant.ofEpochMilli(at);
    }
}
