package org.blockwatch.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertLimits;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.Location;
import org.jspecify.annotations.Nullable;

/**
 * What a page says: where, how long after the block, what, what to do. The least that serves: no name, no record number,
 * no identity of block, alert or patient.
 */
final class PageText {

    /** One SMS. */
    static final int LONGEST_SUMMARY = 160;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PageText() {}

    /** The page in one line of at most 160 characters. */
    static String summary(Alert alert, Instant now) {
        PageWords words = PageWords.of(alert.getCode());
        return shortened(alert.getPriority() + " " + place(alert.getLocation()) + ", "
                + age(Duration.between(alert.getBlockAt(), now)) + " after block: " + words.what() + ". "
                + words.toDo() + ".");
    }

    /** The page in full, in lines; a line without content is left out. */
    static String full(Alert alert, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(alert, now));
        lines.add((alert.getClockBasis() == ClockBasis.FIRST_OBSERVED_DEFICIT ? "First deficit seen " : "Last dose ")
                + CLOCK.format(alert.getBlockAt()));
        list(lines, "Found", alert.getFindings());
        list(lines, "Red flags", spoken(alert.getFlags()));
        list(lines, "Not examined", alert.getMissing());
        list(lines, "Do", alert.getActions());
        Optional.ofNullable(alert.getLimits()).ifPresent(limits -> list(lines, "Limits", limits(limits)));
        list(lines, "Think of", spoken(alert.getDifferential()));
        list(lines, "Risk", spoken(alert.getRiskTags()));
        if (alert.getLateBy() > 0) {
            lines.add("Late: this was due at " + CLOCK.format(alert.getDueAt()));
        }
        lines.add("Why: " + (alert.getCitation().isEmpty() ? "" : alert.getCitation() + " ") + "(" + alert.getRule()
                + ", " + alert.getProtocolVersion() + ")");
        return String.join("\n", lines);
    }

    /** {@code 4h00}; a block that lies a little ahead of the clock has no age yet. */
    static String age(Duration sinceBlock) {
        Duration age = sinceBlock.isNegative() ? Duration.ZERO : sinceBlock;
        return "%dh%02d".formatted(age.toHours(), age.toMinutesPart());
    }

    private static String place(@Nullable Location location) {
        if (location == null || location.getUnit() == null && location.getBed() == null) {
            return "bed unknown";
        }
        String bed = location.getBed() == null ? "bed unknown" : "bed " + location.getBed();
        return location.getUnit() == null ? bed : location.getUnit() + " " + bed;
    }

    private static List<String> limits(AlertLimits limits) {
        List<String> lines = new ArrayList<>();
        limit(lines, "MRI by ", limits.getMriBy());
        limit(lines, "decompression should have begun by ", limits.getDecompressSoft());
        limit(lines, "decompression must have begun by ", limits.getDecompressHard());
        return lines;
    }

    private static void limit(List<String> lines, String what, @Nullable Instant by) {
        if (by != null) {
            lines.add(what + CLOCK.format(by));
        }
    }

    private static void list(List<String> lines, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add(title + ": " + String.join("; ", entries));
        }
    }

    private static List<String> spoken(Collection<? extends Enum<?>> symbols) {
        return symbols.stream()
                .map(symbol -> symbol.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.toList());
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_SUMMARY ? line : line.substring(0, LONGEST_SUMMARY - 1) + "…";
    }
}
