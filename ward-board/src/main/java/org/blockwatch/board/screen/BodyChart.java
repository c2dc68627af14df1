package org.blockwatch.board.screen;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.Region;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;

/**
 * Draws where sensation was last found normal, reduced or absent: both legs from the front, the back, and the saddle as two rings. A scheme of
 * the dermatomes, not an atlas. The patient's right is on the left, as for who stands before them.
 */
public final class BodyChart {

    private static final double WIDTH = 300;
    private static final double HEIGHT = 360;

    /** The regions of a leg: of the right one, in a box of 100 by 300. */
    private static final Map<Region, String> LEG = new EnumMap<>(Map.of(
            Region.L1, "M8 0 L92 0 L92 18 L12 34 Z",
            Region.L2, "M12 34 L92 18 L90 62 L14 86 Z",
            Region.L3, "M14 86 L90 62 L86 132 L20 142 Z",
            Region.L4, "M52 138 L86 132 L82 250 L60 254 Z",
            Region.L5, "M20 142 L52 138 L60 254 L78 292 L46 296 L30 252 Z",
            Region.S1, "M20 142 L30 252 L46 296 L20 292 L14 250 Z",
            Region.S2, "M92 18 L97 20 L95 130 L86 132 L90 62 Z"));

    private final Map<Side, Map<Region, SensationResult>> worst = new HashMap<>();

    /** Draws what assessments found, of each place the latest; of one examination the worst of what was tested there. */
    public BodyChart(List<NeuroAssessment> assessments) {
        for (NeuroAssessment assessment : assessments) {
            Map<Side, Map<Region, SensationResult>> seen = new HashMap<>();
            assessment.getExam().getSensation().forEach(one -> {
                boolean counts = one.getResult() != SensationResult.NORMAL
                        || assessment.getPurpose() != AssessmentPurpose.PATIENT_REPORTED;
                if (counts && one.getResult() != SensationResult.UNKNOWN) {
                    seen.computeIfAbsent(one.getSide(), side -> new EnumMap<>(Region.class))
                            .merge(one.getRegion(), one.getResult(), BodyChart::worse);
                }
            });
            seen.forEach((side, regions) -> worst.computeIfAbsent(side, one -> new EnumMap<>(Region.class))
                    .putAll(regions));
        }
    }

    private static SensationResult worse(SensationResult one, SensationResult other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Returns the picture. */
    public String svg() {
        Svg svg = new Svg();
        svg.raw(String.format(
                Locale.ROOT,
                "<svg class=\"body\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                Svg.safe("Sensation as last found. " + text())));
        svg.text(75, 12, "soft", "right").text(225, 12, "soft", "left");
        leg(svg, Side.RIGHT, "translate(25 20)");
        leg(svg, Side.LEFT, "translate(275 20) scale(-1 1)");
        names(svg);
        for (Side side : List.of(Side.RIGHT, Side.LEFT)) {
            int turn = side == Side.RIGHT ? 0 : 1;
            ring(svg, 24, turn, Region.S3, side);
            ring(svg, 13, turn, Region.S4_S5, side);
            svg.rect(side == Side.RIGHT ? 132 : 151, 316, 17, 38, type(side, Region.BACK));
        }
        return svg.text(150, 88, "soft", "saddle")
                .text(150, 312, "soft", "back")
                .close();
    }

    private void leg(Svg svg, Side side, String transform) {
        svg.raw("<g transform=\"" + transform + "\">");
        LEG.forEach((region, path) -> svg.path(path, type(side, region), title(side, region)));
        svg.raw("</g>");
    }

    private static void names(Svg svg) {
        Map<Region, double[]> at = Map.of(
                Region.L1,
                new double[] {52, 18},
                Region.L2,
                new double[] {52, 56},
                Region.L3,
                new double[] {54, 108},
                Region.L4,
                new double[] {70, 196},
                Region.L5,
                new double[] {43, 212},
                Region.S1,
                new double[] {22, 262});
        at.forEach((region, place) -> svg.text(25 + place[0], 20 + place[1], "", region.name())
                .text(275 - place[0], 20 + place[1], "", region.name()));
    }

    /** Half a ring about the saddle, of this radius. */
    private void ring(Svg svg, double radius, int turn, Region region, Side side) {
        svg.path(
                String.format(
                        Locale.ROOT,
                        "M150 %.1f A%.1f %.1f 0 0 %d 150 %.1f Z",
                        60 - radius,
                        radius,
                        radius,
                        turn,
                        60 + radius),
                type(side, region),
                title(side, region));
    }

    private String type(Side side, Region region) {
        return switch (found(side, region)) {
            case NORMAL -> "normal";
            case REDUCED -> "reduced";
            case ABSENT -> "absent";
            case UNKNOWN -> "unseen";
        };
    }

    private SensationResult found(Side side, Region region) {
        return worst.getOrDefault(side, Map.of()).getOrDefault(region, SensationResult.UNKNOWN);
    }

    private String title(Side side, Region region) {
        return ScreenWords.region(region) + " " + ScreenWords.side(side) + ": "
                + (found(side, region) == SensationResult.UNKNOWN
                        ? "not examined"
                        : found(side, region).name().toLowerCase(Locale.ROOT));
    }

    /** Returns the same in words: what is not normal, and what is. */
    public String text() {
        StringBuilder text = new StringBuilder();
        worst.forEach((side, regions) -> regions.forEach((region, result) -> text.append(ScreenWords.region(region))
                .append(' ')
                .append(ScreenWords.side(side))
                .append(' ')
                .append(result.name().toLowerCase(Locale.ROOT))
                .append(". ")));
        return text.isEmpty() ? "Nothing examined." : text.toString().strip();
    }
}
