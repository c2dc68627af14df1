package org.blockwatch.cli.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Survival curves side by side, each drawn for as long as it rests on enough.
 *
 * @param title what they are about
 * @param curves by name of the group; none rests on few
 */
public record CurvePlot(String title, Map<String, SurvivalCurve> curves) {

    private static final List<Integer> HOURS = List.of(0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72);
    private static final int LEFT = 52;
    private static final int WIDTH = 560;
    private static final int TOP = 14;
    private static final int HEIGHT = 260;
    private static final int BELOW = 40;
    private static final int LINE = 18;
    private static final int MOST_TICKS = 9;

    /** Told apart by their dashes too, for whoever sees no colours or prints without them. */
    private static final List<String> STROKES = List.of(
            "#0b5cad", "#b5480b;6 3", "#1b7a3d;2 3", "#7a1b73;9 3 2 3", "#5a5a5a;12 4", "#8a6d00;1 4", "#006d75;4 1");

    public CurvePlot {
        curves = new TreeMap<>(curves);
    }

    /** Returns the times below the plot, at which the numbers at risk are told. */
    List<Duration> times() {
        var last = end();
        var hours = HOURS.stream()
                .map(Duration::ofHours)
                .filter(time -> time.compareTo(last) <= 0)
                .toList();
        return hours.size() <= MOST_TICKS
                ? hours
                : hours.stream()
                        .filter(time -> time.toHours() % 2 == 0 && time.toHours() != 2 && time.toHours() != 6)
                        .toList();
    }

    /** Until when any curve rests on enough. */
    private Duration end() {
        return curves.values().stream()
                .map(CurvePlot::drawnUntil)
                .max(Duration::compareTo)
                .filter(time -> time.compareTo(Duration.ofHours(1)) > 0)
                .orElse(Duration.ofHours(1));
    }

    /** Until when so many were still without the event that one of them cannot be told from the curve. */
    private static Duration drawnUntil(SurvivalCurve curve) {
        return curve.observations().stream()
                .map(SurvivalCurve.Observation::time)
                .filter(time -> curve.atRisk(time) >= SmallNumbers.LEAST)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Returns numbers at risk, the share and its limits at each time, and the median, as far as they rest on enough. */
    Table table() {
        var head = new java.util.ArrayList<>(List.of("Group", "Blocks", "Median"));
        times().forEach(time -> head.add(time.toHours() + " h"));
        var rows = new java.util.ArrayList<List<String>>();
        curves.forEach((name, curve) -> {
            var row = new java.util.ArrayList<>(
                    List.of(name, Integer.toString(curve.observations().size()), median(curve)));
            times().forEach(time -> row.add(at(curve, time)));
            rows.add(row);
        });
        return new Table(
                title,
                "At each time: the share recovered with its 95 % interval, and in brackets how many were still at risk."
                        + " Where fewer than 5 were at risk nothing is told.",
                head,
                rows);
    }

    private static String median(SurvivalCurve curve) {
        return curve.median()
                .filter(time -> curve.atRisk(time) >= SmallNumbers.LEAST)
                .map(CurvePlot::words)
                .orElse("–");
    }

    private static String at(SurvivalCurve curve, Duration time) {
        var atRisk = curve.atRisk(time);
        if (atRisk < SmallNumbers.LEAST) {
            return "–";
        }
        Optional<SurvivalCurve.Step> step = curve.steps().stream()
                .filter(one -> one.at().compareTo(time) <= 0)
                .reduce((earlier, later) -> later);
        return step.map(one -> "%s (%s–%s) [%s]"
                        .formatted(
                                percent(1 - one.remaining()),
                                percent(1 - one.spread().high()),
                                percent(1 - one.spread().low()),
                                atRisk))
                .orElse("0 %% [%s]".formatted(atRisk));
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    static String words(Duration time) {
        return time.compareTo(Duration.ofHours(1)) < 0
                ? time.toMinutes() + " min"
                : String.format(Locale.ROOT, "%d h %02d", time.toHours(), time.toMinutesPart());
    }

    /** Returns the plot as an SVG element that needs nothing from elsewhere. */
    String svg() {
        var svg = new StringBuilder();
        var height = TOP + HEIGHT + BELOW + LINE * curves.size();
        svg.append("<svg role=\"img\" viewBox=\"0 0 %s %s\" aria-label=\"%s\">"
                .formatted(LEFT + WIDTH + 20, height, Html.text(title)));
        for (var share = 0; share <= 100; share += 25) {
            var y = y(share / 100.0);
            svg.append("<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                    .formatted(LEFT, y, LEFT + WIDTH, y));
            svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s %%</text>"
                    .formatted(LEFT - 6, number(yOf(share / 100.0) + 4), share));
        }
        for (var time : times()) {
            var x = x(time);
            svg.append("<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                    .formatted(x, TOP, x, TOP + HEIGHT));
            svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
                    .formatted(x, TOP + HEIGHT + 16, time.toHours()));
        }
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"end\">hours after the last dose</text>"
                .formatted(LEFT + WIDTH, TOP + HEIGHT + 32));
        var n = 0;
        for (var curve : curves.entrySet()) {
            var stroke = STROKES.get(n % STROKES.size()).split(";", 2);
            var style = "stroke=\"%s\"%s"
                    .formatted(stroke[0], stroke.length > 1 ? " stroke-dasharray=\"" + stroke[1] + "\"" : "");
            svg.append("<path %s d=\"%s\"/>".formatted(style, path(curve.getValue())));
            var y = TOP + HEIGHT + BELOW + LINE * n;
            svg.append("<path %s d=\"M%s %s h34\"/>".formatted(style, LEFT, y));
            svg.append("<text x=\"%s\" y=\"%s\">%s (%s blocks)</text>"
                    .formatted(
                            LEFT + 42,
                            y + 4,
                            Html.text(curve.getKey()),
                            curve.getValue().observations().size()));
            n++;
        }
        return svg.append("</svg>").toString();
    }

    private String path(SurvivalCurve curve) {
        var until = drawnUntil(curve);
        var path = new StringBuilder("M%s %s".formatted(LEFT, y(0)));
        for (var step : curve.steps()) {
            if (step.at().compareTo(until) > 0) {
                break;
            }
            path.append(" H%s V%s".formatted(x(step.at()), y(1 - step.remaining())));
        }
        return path.append(" H%s".formatted(x(until))).toString();
    }

    private String x(Duration time) {
        return number(LEFT + WIDTH * (double) time.toSeconds() / end().toSeconds());
    }

    private static String y(double recovered) {
        return number(yOf(recovered));
    }

    private static double yOf(double recovered) {
        return TOP + HEIGHT * (1 - recovered);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
    }
}
