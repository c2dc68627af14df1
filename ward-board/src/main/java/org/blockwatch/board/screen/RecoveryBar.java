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
 */
final class RecoveryBar {

    static final double WIDTH = 1000;
    static final double HEIGHT = 44;
    private static final double TOP = 14;
    private static final double THICK = 16;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration TWO_DAYS = Duration.ofHours(48);
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    private final BlockView block;
    private final Instant now;
    private final Duration span;

    RecoveryBar(BlockView block, Instant now) {
        this.block = block;
        this.now = now;
        this.span = now.isAfter(block.getBlockAt().plus(DAY)) ? TWO_DAYS : DAY;
    }

    Duration span() {
        return span;
    }

    String svg() {
        Svg svg = new Svg().open(WIDTH, HEIGHT, "bar", label());
        svg.raw(String.format(
                Locale.ROOT,
                "<g data-t0=\"%d\" data-span=\"%d\">",
                block.getBlockAt().toEpochMilli(),
                span.toMillis()));
        svg.rect(0, TOP, WIDTH, THICK, "track");
        svg.rect(0, TOP, x(now), THICK, "gone");
        hatch(svg);
        for (int hours = 4; hours <= span.toHours(); hours += 4) {
            Instant at = block.getBlockAt().plus(Duration.ofHours(hours));
            svg.line(x(at), TOP, x(at), TOP + THICK, "tick");
        }
        mark(svg, FOUR_HOURS, "4 h");
        mark(svg, DAY, "24 h");
        if (span.equals(TWO_DAYS)) {
            mark(svg, TWO_DAYS, "48 h");
        }
        for (Look look : block.getLooks()) {
            look(svg, look);
        }
        svg.line(x(now), TOP - 6, x(now), TOP + THICK + 6, "now");
        return svg.raw("</g>").close();
    }

    /** From each look that shows a deficit to the next, and to now where one stands. */
    private void hatch(Svg svg) {
        List<Look> looks = block.getLooks();
        for (int n = 0; n < looks.size(); n++) {
            if (looks.get(n).getDeficit() && looks.get(n).getKind() != LookKind.NONE) {
                Instant until = n + 1 < looks.size() ? looks.get(n + 1).getAt() : now;
                double from = x(looks.get(n).getAt());
                svg.rect(from, TOP, x(until) - from, THICK, "deficit");
            }
        }
        Instant since = block.getDeficitSince();
        if (since != null) {
            double from = x(since);
            svg.rect(from, TOP, x(now) - from, THICK, "deficit grows");
        }
    }

    private void mark(Svg svg, Duration after, String words) {
        double at = x(block.getBlockAt().plus(after));
        svg.line(at, TOP - 4, at, TOP + THICK + 4, "limit");
        svg.text(at >= WIDTH ? WIDTH - 4 : at, HEIGHT - 2, at >= WIDTH ? "hours end" : "hours", words);
    }

    private void look(Svg svg, Look look) {
        double at = x(look.getAt());
        String title = (look.getByPatient() ? "patient's word, " : "look, ") + ScreenWords.of(look.getKind());
        String shape =
                look.getKind() == LookKind.FULL ? "full" : look.getKind() == LookKind.PARTIAL ? "partial" : "none";
        if (look.getByPatient()) {
            svg.path(String.format(Locale.ROOT, "M%.1f %.1fl6 -10h-12z", at, TOP - 1), "look patient " + shape, title);
        } else {
            svg.circle(at, TOP - 6, 5, "look " + shape, title);
        }
    }

    private double x(Instant at) {
        double share = (double) Duration.between(block.getBlockAt(), at).toMillis() / span.toMillis();
        return Math.max(0, Math.min(1, share)) * WIDTH;
    }

    private String label() {
        long full = block.getLooks().stream()
                .filter(look -> look.getKind() == LookKind.FULL)
                .count();
        return "%s since the last dose, %d looks, %d of them complete%s"
                .formatted(
                        ScreenTime.span(Duration.between(block.getBlockAt(), now)),
                        block.getLooks().size(),
                        full,
                        block.getDeficitSince() == null ? "" : ", a deficit runs");
    }
}
