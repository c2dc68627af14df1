package org.blockwatch.streams.detection;

import static org.blockwatch.service.meter.Audience.FEEDS;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Measure;

/**
 * For how long each feed has been silent, as far as this process hears: with several instances the least of them counts, since each
 * reads its own partitions.
 */
final class FeedMeters {
    private static final String LABELLED = "the topics %s; and source:NAME for each system that feed.sources names"
            .formatted(String.join(", ", Feeds.TOPICS));

    private static final Measure SILENCE = Measure.age(
                    "blockwatch.feed.silence",
                    "Since when nothing of this feed has arrived and been let in, or since the start. Take the least of all"
                            + " instances. Engine time",
                    FEEDS)
            .byConfigured("feed", LABELLED);

    private static final Measure LIMIT = Measure.age(
                    "blockwatch.feed.limit", "How long the feed may be silent (feed.limits, feed.sources)", FEEDS)
            .byConfigured("feed", LABELLED);

    static final List<Measure> MEASURES = List.of(SILENCE, LIMIT);

    private static final String SOURCE = "source:";

    private final EngineClock clock;
    private final Map<String, AtomicLong> heard = new HashMap<>();
    private final boolean bySource;

    FeedMeters(Feeds feeds, EngineClock clock, MeterRegistry meters) {
        this.clock = clock;
        this.bySource = !feeds.sources().isEmpty();
        feeds.limits().forEach((topic, limit) -> show(topic, limit, meters));
        feeds.sources().forEach((system, limit) -> show(SOURCE + system, limit, meters));
    }

    private void show(String feed, Duration limit, MeterRegistry meters) {
        AtomicLong last = new AtomicLong(clock.now().toEpochMilli());
        heard.put(feed, last);
        SILENCE.gauge(meters, () -> Math.max(0, clock.now().toEpochMilli() - last.get()) / 1000.0, feed);
        LIMIT.gauge(meters, () -> limit.toMillis() / 1000.0, feed);
    }

    /** A statement has arrived. */
    void heard(SpecificRecord statement, Instant arrival) {
        note(Feeds.topicOf(statement), arrival);
        if (bySource) {
            Schema.Field source = statement.getSchema().getField("source");
            note(SOURCE + statement.get(source.pos()), arrival);
        }
    }

    private void note(String feed, Instant arrival) {
        AtomicLong last = heard.get(feed);
        if (last != null) { // a system that nobody has named makes no label
            last.accumulateAndGet(arrival.toEpochMilli(), Math::max);
        }
    }
}
