package org.blockwatch.consumer.roster;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * When a page to a role could reach nobody, or would hang on a single channel.
 *
 * @param post which role where, in words
 * @param stretches when, in order; at least one
 * @param what what is amiss then, in words
 */
public record RosterGap(String post, List<Interval> stretches, String what) {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    /** Returns a line for people, its times as clocks in this zone show them. */
    public String text(ZoneId zone) {
        Interval first = stretches.get(0);
        int more = stretches.size() - 1;
        String again = more == 0
                ? ""
                : ", and %s more until %s"
                        .formatted(more, when(stretches.get(more).to(), zone));
        return "%s, %s to %s%s: %s".formatted(post, when(first.from(), zone), when(first.to(), zone), again, what);
    }

    private static String when(Instant instant, ZoneId zone) {
        return WHEN.format(instant.atZone(zone));
    }
}
