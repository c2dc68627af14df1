package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertLimits;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.Location;
import org.blockwatch.event.Setting;
import org.jspecify.annotations.Nullable;

/**
 * What a page says: where, how long after the block, what, what to do. The least that serves: no name, no record number,
 * no identity of block, alert or patient.
 */
final class PageText {

    /** One SMS. */
    static final int LONGEST_SUMMARY = 160;

    private static final int LEAST_PLACE = 12;
    private static final int LEAST_UNIT = 4;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

    private PageText() {}

    /**
     * The page in one line of at most 160 characters. Of a long place the unit is cut, then the bed, so that the advice stays.
     *
     * @param more how many other alerts it tells of: that there are any is never cut
     */
    static String summary(Alert alert, int more, Instant now) {
        String others = more == 0 ? "" : " +" + more + " more";
        String priority = alert.getPriority() + " ";
        String gist = ", " + gist(alert, now);
        int room = LONGEST_SUMMARY - others.length() - priority.length() - gist.length();
        String line = priority + place(alert, Math.max(room, LEAST_PLACE)) + gist;
        return shortened(line, LONGEST_SUMMARY - others.length()) + others;
    }

    /**
     * The page in full, in lines; a line without content is left out.
     *
     * @param also the other alerts it tells of, worst first
     * @param zone the site's, in which times are told
     */
    static String full(Alert alert, List<Alert> also, Instant now, ZoneId zone) {
        DateTimeFormatter clock = CLOCK.withZone(zone);
        List<String> lines = new ArrayList<>();
        lines.add(summary(alert, also.size(), now));
        lines.add((isImplicit(alert) ? "First deficit seen " : "Last dose ") + clock.format(alert.getBlockAt()));
        list(lines, "Found: ", "; ", alert.getFindings());
        list(lines, "Red flags: ", ", ", spoken(alert.getFlags()));
        list(lines, "Not examined: ", ", ", alert.getMissing());
        list(lines, "Do: ", " ", alert.getActions());
        Optional.ofNullable(alert.getLimits()).ifPresent(limits -> limits(lines, limits, now, clock));
        list(lines, "Think of: ", ", ", spoken(alert.getDifferential()));
        list(lines, "Risk: ", ", ", spoken(alert.getRiskTags()));
        if (alert.getLateBy() > 0) {
            lines.add("Late: this was due at " + clock.format(alert.getDueAt()));
        }
        lines.add("Why: " + (alert.getCitation().isEmpty() ? "" : alert.getCitation() + " ") + "(" + alert.getRule()
                + ", " + alert.getProtocolVersion() + ")");
        also.forEach(other ->
                lines.add("Also: " + other.getPriority() + ", " + gist(other, now) + " (" + other.getRule() + ")"));
        return String.join("\n", lines);
    }

    /** How long after the block, what, what to do. */
    private static String gist(Alert alert, Instant now) {
        PageWords words = PageWords.of(alert);
        return hours(Duration.between(alert.getBlockAt(), now)) + " after "
                + (isImplicit(alert) ? "first deficit" : "block") + ": " + words.what() + ". " + words.toDo() + ".";
    }

    /** {@code 4h00}; less than none is none, since a block may lie a little ahead of the clock. */
    static String hours(Duration length) {
        Duration shown = length.isNegative() ? Duration.ZERO : length;
        return String.format(Locale.ROOT, "%sh%02d", shown.toHours(), shown.toMinutesPart());
    }

    private static boolean isImplicit(Alert alert) {
        return alert.getClockBasis() == ClockBasis.FIRST_OBSERVED_DEFICIT;
    }

    private static String place(Alert alert, int longest) {
        Location location = alert.getLocation();
        if (alert.getSetting() == Setting.HOME) {
            String home = "at home";
            return location == null || location.getUnit() == null
                    ? home
                    : shortened(location.getUnit(), Math.max(longest - home.length() - 1, LEAST_UNIT)) + " " + home;
        }
        if (location == null || location.getUnit() == null && location.getBed() == null) {
            return "bed unknown";
        }
        String bed = location.getBed() == null ? "bed unknown" : "bed " + location.getBed();
        if (location.getUnit() == null) {
            return shortened(bed, longest);
        }
        int forUnit = Math.max(longest - bed.length() - 1, LEAST_UNIT);
        return shortened(shortened(location.getUnit(), forUnit) + " " + bed, longest);
    }

    private static void limits(List<String> lines, AlertLimits limits, Instant now, DateTimeFormatter clock) {
        limit(lines, "MRI by ", limits.getMriBy(), now, clock);
        limit(lines, "Decompression should have begun by ", limits.getDecompressSoft(), now, clock);
        limit(lines, "Decompression must have begun by ", limits.getDecompressHard(), now, clock);
    }

    private static void limit(
            List<String> lines, String what, @Nullable Instant by, Instant now, DateTimeFormatter clock) {
        if (by != null) {
            String away = by.isBefore(now)
                    ? hours(Duration.between(by, now)) + " ago"
                    : "in " + hours(Duration.between(now, by));
            lines.add(what + clock.format(by) + " (" + away + ")");
        }
    }

    private static void list(List<String> lines, String title, String separator, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add(title + String.join(separator, entries));
        }
    }

    private static List<String> spoken(Collection<? extends Enum<?>> symbols) {
        return symbols.stream()
                .map(symbol -> symbol.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }

    private static String shortened(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2))
                ? longest - 2
                : longest - 1; // half a character is none
        return line.substring(0, end) + "…";
    }
}
