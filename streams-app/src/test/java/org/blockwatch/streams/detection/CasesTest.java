package org.blockwatch.streams.detection;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.streams.site.ProtocolFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The worked cases, which another implementation of the rules has written, hold transition by transition. */
class CasesTest {

    private static final Path CASES = Path.of("../../shared/cases");
    private static final Protocols PROTOCOLS = ProtocolFile.shipped();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> shouldAgreeWithTheWorkedCase() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "the worked cases are not here");
        List<String> names;
        try (Stream<Path> files = Files.list(CASES)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".until"))
                    .map(file -> file.substring(0, file.length() - ".until".length()))
                    .sorted()
                    .toList();
        }
        assertThat(names).isNotEmpty();
        return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
    }

    private static void compare(String name) throws IOException {
        ChartedLines chart = new ChartedLines("p1", PROTOCOLS);
        for (String line : Files.readAllLines(CASES.resolve(name + ".ndjson"))) {
            StatementLine statement = PlainJson.readLine(line);
            chart.arrives(statement.receivedAt(), statement.statement());
        }
        chart.runUntil(
                Instant.parse(Files.readString(CASES.resolve(name + ".until")).strip()));
        String told = chart.transitions().stream()
                .filter(alert -> alert.getPhase() != AlertPhase.UPDATE)
                .map(CasesTest::line)
                .sorted()
                .collect(joining("\n"));
        String expected = Files.readAllLines(CASES.resolve(name + ".expected.ndjson")).stream()
                .map(CasesTest::line)
                .sorted()
                .collect(joining("\n"));
        assertThat(told).isEqualTo(expected);
    }

    private static String line(Alert alert) {
        return "%s %s %s %s".formatted(alert.getAt(), alert.getAlertId(), alert.getPhase(), alert.getPriority());
    }

    private static String line(String expected) {
        try {
            var json = JSON.readTree(expected);
            return "%s %s %s %s"
                    .formatted(
                            Instant.parse(json.get("at").asText()),
                            json.get("alertId").asText(),
                            json.get("phase").asText(),
                            json.get("priority").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(expected, e);
        }
    }
}
