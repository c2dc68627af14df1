package org.blockwatch.consumer.audit;

import static org.blockwatch.service.meter.Audience.CHANNELS;
import static org.blockwatch.service.meter.Audience.ON_CALL;
import static org.blockwatch.service.meter.Audience.ROSTER;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.service.meter.Measure;

/** What a dashboard sees of pages. Counts begin at 0, so that a rate is right from the first page on; no label names a patient. */
public final class PageMeters {

    private static final Measure PAGES = Measure.counter(
                    "blockwatch.pages", "attempts", "Attempts to page whose end is recorded", CHANNELS)
            .byConfigured("channel", "the channels that are set up")
            .by("outcome", PageOutcome.values());

    private static final Measure NOBODY = Measure.counter(
                    "blockwatch.pages.nobody",
                    "pages",
                    "Pages that could reach nobody, so that the ladder went on to the next tier",
                    ROSTER)
            .by("outcome", PageOutcome.NO_RECIPIENT, PageOutcome.NOBODY_REACHED);

    private static final Measure DEAD_LETTERS = Measure.counter(
            "blockwatch.pages.dead.letters", "records", "Page requests that could not be read", ON_CALL);

    private static final Measure OLDEST = Measure.age(
            "blockwatch.pages.oldest.unfinished",
            "Since when the oldest page request that is not finished has been here; 0 if there is none",
            ON_CALL);

    /** Every measure of this class. */
    public static final List<Measure> MEASURES = List.of(PAGES, NOBODY, DEAD_LETTERS, OLDEST);

    private static final long NONE = 0;

    private final Map<String, Counter> recorded = new HashMap<>();
    private final Map<PageOutcome, Counter> nobody = new EnumMap<>(PageOutcome.class);
    private final Counter deadLetters;
    private volatile long oldestSince = NONE;

    /** Registers the meters for these channels. */
    public PageMeters(Collection<String> channels, MeterRegistry metrics) {
        for (String channel : channels) {
            for (PageOutcome outcome : PageOutcome.values()) {
                recorded.put(channel + outcome, PAGES.counter(metrics, channel, outcome.name()));
            }
        }
        for (PageOutcome why : List.of(PageOutcome.NO_RECIPIENT, PageOutcome.NOBODY_REACHED)) {
            nobody.put(why, NOBODY.counter(metrics, why.name()));
        }
        deadLetters = DEAD_LETTERS.counter(metrics);
        OLDEST.gauge(metrics, () -> oldestMillis() / 1000.0);
    }

    /** Counts, once it is committed, the end of an attempt to page, or that a page can reach nobody. */
    public void recorded(PageEvent event) {
        if (PageIds.isNews(event.getAttemptId())) {
            return;
        }
        Counter counter = event.getChannel() == null
                ? nobody.get(event.getOutcome())
                : recorded.get(event.getChannel() + event.getOutcome());
        if (counter != null) { // none where a request names a channel that is not set up, nor for synthetic patients
            counter.increment();
        }
    }

    /** Counts a request that could not be read. */
    public void deadLetter() {
        deadLetters.increment();
    }

    /** Notes since when the oldest unfinished request has been here, by {@link System#nanoTime}. */
    public void oldestUnfinishedSince(long nanoTime) {
        oldestSince = nanoTime == NONE ? NONE + 1 : nanoTime;
    }

    /** Notes that no request is unfinished. */
    public void allFinished() {
        oldestSince = NONE;
    }

    private long oldestMillis() {
        long since = oldestSince;
        return since == NONE ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }
}
