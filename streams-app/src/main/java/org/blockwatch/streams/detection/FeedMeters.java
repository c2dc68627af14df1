package org.blockwatch.streams.detection;

import static org.blockwatch.service.meter.Audience.FEEDS;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
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
                    "Since when nothing of this feed has been let in, or since the start. Engine time",
                    FEEDS)
            .byConfigured("feed", LABELLED);

    private static final Measure LIMIT = Measure.age(
                    "blockwatch.feed.limit", "How long the feed may be silent (feed.limits, feed.sources)", FEEDS)
            .byConfigured("feed", LABELLED);

    static final List<Measure> MEASURES = List.of(SILENCE, LIMIT);

    private FeedMeters() {}

    /** Shows every feed for as long as the registry lives. */
    static void show(FeedArrivals feeds, MeterRegistry meters) {
        feeds.limits().forEach((feed, limit) -> {
            SILENCE.gauge(meters, () -> feeds.silence(feed).toMillis() / 1000.0, feed);
            LIMIT.gauge(meters, () -> limit.toMillis() / 1000.0, feed);
        });
    }
}
