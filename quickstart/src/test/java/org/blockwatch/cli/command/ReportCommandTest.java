package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A report from a file, on a clinic whose numbers are known. */
class ReportCommandTest {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final String BLOCK = """
            {"type":"BlockPerformed","eventId":"b-%1$s","blockId":"b-%1$s","patientId":"secret-%1$s","occurredAt":"%2$s",\
            "laterality":"LEFT","baseline":{},"guidance":"%5$s","aspiration":"NEGATIVE","anticoagulated":false,\
            "proceduralistId":"dr-secret","location":{"unit":"secret ward","bed":"7"},\
            "injections":[{"level":"L4","side":"LEFT","agent":"%3$s","concentrationPercent":%4$s,"volumeMl":0.25}]}
            """;
    private static final String LOOK = """
            {"type":"NeuroAssessment","eventId":"a-%1$s-%2$s","patientId":"secret-%1$s","occurredAt":"%2$s",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"%3$s"},{"side":"RIGHT","result":"ABLE"}]}}
            """;
    private static final String HOME = """
            {"type":"CareEvent","eventId":"h-%1$s","patientId":"secret-%1$s","occurredAt":"%2$s","kind":"DISCHARGED"}
            """;

    @TempDir
    private Path folder;

    /** 12 with lidocaine recover at 2 h; 8 with mepivacaine are weak at 2 h, 6 of them recover at 5 h, 2 are not seen again. */
    private String clinic() {
        var lines = new StringBuilder();
        for (var n = 0; n < 20; n++) {
            var lidocaine = n < 12;
            lines.append(BLOCK.formatted(
                    n,
                    NINE,
                    lidocaine ? "LIDOCAINE" : "MEPIVACAINE",
                    lidocaine ? "1.0" : "2.0",
                    lidocaine ? "FLUOROSCOPY_WITH_CONTRAST" : "ULTRASOUND"));
        }
        for (var n = 0; n < 20; n++) {
            lines.append(LOOK.formatted(n, NINE.plus(Duration.ofHours(2)), n < 12 ? "ABLE" : "UNABLE"));
        }
        for (var n = 0; n < 12; n++) {
            lines.append(HOME.formatted(n, NINE.plus(Duration.ofHours(3))));
        }
        for (var n = 12; n < 18; n++) {
            lines.append(LOOK.formatted(n, NINE.plus(Duration.ofHours(5)), "ABLE"));
        }
        return lines.toString();
    }

    private record Written(CommandRun run, String html, Map<String, String> cells) {
        String cell(String table, String row, String column) {
            return cells.get(table + "/" + row + "/" + column);
        }
    }

    private Written report(String statements, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("statements.ndjson"), statements);
        var page = folder.resolve("report.html");
        var run = CommandRun.of(
                new ReportCommand(),
                Stream.concat(Stream.of(file.toString(), "--out", page.toString()), Stream.of(more))
                        .toArray(String[]::new));
        if (!Files.exists(page)) {
            return new Written(run, "", Map.of());
        }
        List<CSVRecord> records = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(Files.readString(folder.resolve("report.csv"))))
                .getRecords();
        return new Written(
                run,
                Files.readString(page),
                records.stream()
                        .collect(Collectors.toMap(
                                cell -> cell.get(0) + "/" + cell.get(1) + "/" + cell.get(2), cell -> cell.get(3))));
    }

    @Test
    void shouldTellHowRecoveryWentByWhatTheBlocksDifferIn() throws Exception {
        var report = report(clinic(), "--until", "2026-03-01T15:00:00Z");

        assertThat(report.run().status()).as(report.run().err()).isZero();
        assertThat(report.cell("What this rests on", "Blocks", "Number")).isEqualTo("20");
        var byAgent = "Power and straight-leg raise recovered by local anaesthetic";
        assertThat(report.cell(byAgent, "lidocaine", "Blocks")).isEqualTo("12");
        assertThat(report.cell(byAgent, "lidocaine", "Median")).isEqualTo("2 h 00");
        assertThat(report.cell(byAgent, "lidocaine", "1 h")).isEqualTo("0 % [12]");
        assertThat(report.cell(byAgent, "lidocaine", "2 h")).startsWith("100 %").endsWith("[12]");
        assertThat(report.cell(byAgent, "mepivacaine", "2 h")).isEqualTo("0 % [8]");
        assertThat(report.cell(byAgent, "mepivacaine", "Median")).isEqualTo("5 h 00");
        assertThat(report.cell(
                        "Risks of technique and what came of them",
                        "mepivacaine high concentration",
                        "Deficit past 4 h"))
                .as("all eight were weak at four hours")
                .startsWith("8: 100 %");
        assertThat(report.cell(
                        "Risks of technique and what came of them",
                        "without mepivacaine high concentration",
                        "Deficit past 4 h"))
                .startsWith("0: 0 %");
        assertThat(report.cell("Follow-up at home", "4 h", "Due")).isEqualTo("12");
        assertThat(report.cell("Follow-up at home", "4 h", "Not reached")).isEqualTo("12");
        assertThat(report.cell("From alert to answer and to examination", "HIGH, to the next examination", "Median"))
                .isEqualTo("1 h 00");
    }

    @Test
    void shouldNameNobodyAndHideWhatTellsOfFew() throws Exception {
        var report = report(clinic(), "--until", "2026-03-01T15:00:00Z");

        assertThat(report.html()).doesNotContain("secret", "b-1", "bed 7");
        assertThat(Files.readString(folder.resolve("report.csv"))).doesNotContain("secret", "b-1");
        assertThat(report.cells().values()).doesNotContain("1", "2", "3", "4");
        assertThat(report.html()).contains("&lt;5");
    }

    @Test
    void shouldNeedNothingFromElsewhereAndRunNothing() throws Exception {
        var html =
                report(clinic(), "--title", "<script>alert(1)</script> & more").html();

        assertThat(html)
                .contains("<svg", "</svg>", "&lt;script&gt;")
                .doesNotContain("<script", "http:", "https:", "url(", "@import", "javascript:", "onload");
        assertThatItIsWellFormed(html);
    }

    @Test
    void shouldGoOnWithoutTheLinesThatAreRefused() throws Exception {
        var report = report(clinic() + "nonsense\n");

        assertThat(report.run().status()).isEqualTo(3);
        assertThat(report.run().err()).contains("line 59");
        assertThat(report.cell("What this rests on", "Blocks", "Number")).isEqualTo("20");
    }

    @Test
    void shouldSayThatThereIsNothingToReport() throws Exception {
        assertThat(report("").run().status()).isEqualTo(1);
        assertThat(CommandRun.of(new ReportCommand()).status()).isEqualTo(2);
    }

    /** As XML, once what only HTML leaves open is closed. */
    private static void assertThatItIsWellFormed(String html)
            throws ParserConfigurationException, IOException, SAXException {
        var xml = html.replace("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))
                        .getElementsByTagName("svg")
                        .getLength())
                .isGreaterThan(2);
    }
}
