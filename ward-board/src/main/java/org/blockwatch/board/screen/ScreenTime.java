package org.blockwatch.board.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says times as people on a ward say them, in the site's zone; the script says them in the same words. */
public final class ScreenTime {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm z", Locale.ENGLISH);
    private static final Duration NEAR = Duration.ofHours(18);

    private final ZoneId zone;

    public ScreenTime(ZoneId zone) {
        this.zone = zone;
    }

    /** Returns the time of day; with its day where it is far from now. */
    public String at(@Nullable Instant instant, Instant now) {
        if (instant == null) {
            return "";
        }
        boolean near = Duration.between(instant, now).abs().compareTo(NEAR) < 0;
        return (near ? CLOCK : DAY).withZone(zone).format(instant);
    }

    /** Returns day, date, time and zone. */
    public String full(Instant instant) {
        return FULL.withZone(zone).format(instant);
    }

    /** Returns a length of time: {@code 12 min}, {@code 1 h 05}, {@code 2 d 3 h}. */
    public static String span(Duration span) {
        long minutes = span.abs().toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 48 * 60) {
            return String.format(Locale.ROOT, "%d h %02d", minutes / 60, minutes % 60);
        }
        return minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
    }

    /** Returns the zone. */
    public ZoneId zone() {
        return zone;
    }
}
