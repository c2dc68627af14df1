package org.blockwatch.cli.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A report as it is read: a page that needs nothing from elsewhere and runs nothing, and a table for those who count on.
 *
 * @param title of the page
 * @param period which time it tells of, in words
 */
public record ReportPage(String title, String period, QualityReport report) {

    private static final Template PAGE = Mustache.compiler().escapeHTML(true).compile(resource("report.html"));
    private static final String STYLE = resource("report.css");

    /** Returns the page. */
    public String html() {
        return PAGE.execute(Map.of(
                "title",
                title,
                "period",
                period,
                "style",
                STYLE,
                "summary",
                report.summary(),
                "curves",
                report.curves().stream()
                        .map(plot -> Map.of("title", plot.title(), "svg", plot.svg(), "table", plot.table()))
                        .toList(),
                "tables",
                report.tables()));
    }

    /** Returns the same numbers, a cell a line. */
    public String csv() {
        var csv = new StringWriter();
        try (var printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
            printer.printRecord("table", "row", "column", "value");
            for (var table : tables()) {
                for (var row : table.rows()) {
                    for (var column = 1; column < row.size(); column++) {
                        printer.printRecord(
                                table.title(), row.get(0), table.head().get(column), row.get(column));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return csv.toString();
    }

    private List<Table> tables() {
        return Stream.of(
                        Stream.of(report.summary()),
                        report.curves().stream().map(CurvePlot::table),
                        report.tables().stream())
                .flatMap(tables -> tables)
                .toList();
    }

    private static String resource(String name) {
        try (InputStream file = ReportPage.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
