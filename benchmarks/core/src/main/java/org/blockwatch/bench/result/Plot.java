package org.blockwatch.bench.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Costs against sizes, both on logarithmic axes, as an SVG file: a power law is a straight line there. */
public final class Plot {
    private Plot() {}

    /**
     * Draws the curves.
     *
     * @param file ends in {@code .svg}
     * @param curves cost by size, by what the legend calls it
     */
    public static void write(
            Path file, String title, String size, String cost, Map<String, SortedMap<Integer, Double>> curves) {
        XYChart chart = new XYChartBuilder()
                .width(760)
                .height(420)
                .title(title)
                .xAxisTitle(size)
                .yAxisTitle(cost)
                .build();
        chart.getStyler()
                .setPlotGridLinesVisible(false) // their dashes would be most of the file
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setLegendPosition(LegendPosition.OutsideE);
        curves.forEach((name, points) -> chart.addSeries(
                name, points.keySet().stream().map(Integer::doubleValue).toList(), List.copyOf(points.values())));
        try {
            ChartEncoder.saveChart(chart, file.toString(), "svg");
        } catch (IOException e) {
            throw new UncheckedIOException("The plot could not be written to " + file, e);
        }
    }
}
