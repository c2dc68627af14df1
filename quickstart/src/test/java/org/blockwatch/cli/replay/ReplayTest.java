package org.blockwatch.cli.replay;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.streams.site.SitePractice;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The live topology tells of the worked cases what an implementation that shares nothing with it has worked out. */
class ReplayTest {
    private static final Path CASES = Path.of("../../shared/cases-next");

    /** Those that need neither a setting nor the patient's word, and whose every line can be read. */
    private static final Pattern IN_HOUSE = Pattern.compile("(0\\d|1[0-6]|2[2346]|33|35)-.*\\.until");

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> cases() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "the worked cases are not here");
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(IN_HOUSE.asMatchPredicate())
                    .map(file -> file.substring(0, file.length() - ".until".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldAgreeWithTheWorkedCase(String name, @TempDir Path stateDir) throws IOException {
        List<StatementLine> lines = new ArrayList<>();
        for (String line : Files.readAllLines(CASES.resolve(name + ".ndjson"))) {
            lines.add(PlainJson.readLine(line));
        }
        List<Alert> told;
        try (Replay replay = new Replay(lines.get(0).receivedAt(), SitePractice.shipped(), stateDir)) {
            for (StatementLine line : lines) {
                replay.arrives(line.receivedAt(), "p1", line.statement());
            }
            replay.runUntil(Instant.parse(
                    Files.readString(CASES.resolve(name + ".until")).strip()));
            told = replay.alerts();
        }

        assertThat(told.stream()
                        .filter(alert -> alert.getPhase() != AlertPhase.UPDATE)
                        .map(alert -> "%s %s %s %s"
                                .formatted(alert.getAt(), alert.getAlertId(), alert.getPhase(), alert.getPriority()))
                        .sorted()
                        .collect(joining("\n")))
                .isEqualTo(expected(name));
    }

    private static String expected(String name) throws IOException {
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(CASES.resolve(name + ".expected.ndjson"))) {
            JsonNode json = JSON.readTree(line);
            expected.add("%s %s %s %s"
                    .formatted(
                            Instant.parse(json.get("at").asText()),
                            json.get("alertId").asText(),
                            json.get("phase").asText(),
                            json.get("priority").asText()));
        }
        return expected.stream().sorted().collect(joining("\n"));
    }
}
