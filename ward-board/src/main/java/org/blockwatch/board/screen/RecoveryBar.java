package org.blockwatch.board.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.Look;
import org.blockwatch.event.LookKind;

/**
 * Draws a block's line of time: from the last dose to 24 h, or to 48 h where it goes on, a mark for every look, hatched where a deficit runs.
 * Places are shares of the width, so that nothing is drawn out of shape on a wide screen.
 */
final class RecoveryBar {

    private static final int TOP = 14;
    private static final int THICK = 16;
    private static final int HEIGHT = 46;
    private static final double ALL = 100;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration TWO_DAYS = Duration.ofHours(48);
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    private final BlockView block;
    private final Instant now;
    private final Duration span;
    private final StringBuilder svg = new StringBuilder();

    RecoveryBar(BlockView block, Instant now) {
        this.block = block;
        this.now = now;
        this.span = now.isAfter(block.getBlockAt().plus(DAY)) ? TWO_DAYS : DAY;
    }

    String svg() {
        add(
                "<svg class=\"bar\" role=\"img\" aria-label=\"%s\"><g data-t0=\"%d\" data-span=\"%d\">",
                Svg.safe(label()), block.getBlockAt().toEpochMilli(), span.toMillis());
        rect(block.getBlockAt(), block.getBlockAt().plus(span), "track");
        rect(block.getBlockAt(), now, "gone");
        hatch();
        for (int hours = 4; hours < span.toHours(); hours += 4) {
            line(block.getBlockAt().plus(Duration.ofHours(hours)), TOP, TOP + THICK, "tick");
        }
        limit(FOUR_HOURS, "4 h");
        limit(DAY, "24 h");
        if (span.equals(TWO_DAYS)) {
            limit(TWO_DAYS, "48 h");
        }
        block.getLooks().forEach(this::look);
        line(now, TOP - 6, TOP + THICK + 6, "now");
        return svg.append("</g></svg>").toString();
    }

    /** From each look that shows a deficit to the next, and to now where one stands. */
    private void hatch() {
        List<Look> looks = block.getLooks();
        for (int n = 0; n < looks.size(); n++) {
            if (looks.get(n).getDeficit() && looks.get(n).getKind() != LookKind.NONE) {
                rect(
                        looks.get(n).getAt(),
                        n + 1 < looks.size() ? looks.get(n + 1).getAt() : now,
                        "deficit");
            }
        }
        if (block.getDeficitSince() != null) {
            rect(block.getDeficitSince(), now, "deficit grows");
        }
    }

    private void limit(Duration after, String words) {
        Instant at = block.getBlockAt().plus(after);
        line(at, TOP - 3, TOP + THICK + 3, "limit");
        boolean last = x(at) >= ALL;
        add("<text class=\"hours%s\" x=\"%.2f%%\" y=\"%d\">%s</text>", last ? " end" : "", x(at), HEIGHT - 1, words);
    }

    private void look(Look look) {
        String shape =
                look.getKind() == LookKind.FULL ? "full" : look.getKind() == LookKind.PARTIAL ? "partial" : "none";
        String title = (look.getByPatient() ? "patient's word, " : "look, ") + ScreenWords.of(look.getKind());
        if (look.getByPatient()) {
            add(
                    "<text class=\"said %s\" x=\"%.2f%%\" y=\"%d\"><title>%s</title>▼</text>",
                    shape, x(look.getAt()), TOP - 2, Svg.safe(title));
        } else {
            add(
                    "<circle class=\"look %s\" cx=\"%.2f%%\" cy=\"%d\" r=\"4\"><title>%s</title></circle>",
                    shape, x(look.getAt()), TOP - 7, Svg.safe(title));
        }
    }

    private void rect(Instant from, Instant until, String type) {
        add(
                "<rect class=\"%s\" x=\"%.2f%%\" y=\"%d\" width=\"%.2f%%\" height=\"%d\"/>",
                type, x(from), TOP, Math.max(0, x(until) - x(from)), THICK);
    }

    private void line(Instant at, int from, int until, String type) {
        add("<line class=\"%s\" x1=\"%.2f%%\" y1=\"%d\" x2=\"%.2f%%\" y2=\"%d\"/>", type, x(at), from, x(at), until);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    /** Returns where an instant lies, in percent of the width. */
    private double x(Instant at) {
        double share = (double) Duration.between(block.getBlockAt(), at).toMillis() / span.toMillis();
        return Math.max(0, Math.min(1, share)) * ALL;
    }

    private String label() {
        long full = block.getLooks().stream()
                .filter(look -> look.getKind() == LookKind.FULL)
                .count();
        return "%s since the last dose, %s looks, %s of them complete%s"
                .formatted(
                        ScreenTime.span(Duration.between(block.getBlockAt(), now)),
                        block.getLooks().size(),
                        full,
                        block.getDeficitSince() == null ? "" : ", a deficit runs");
    }
}
