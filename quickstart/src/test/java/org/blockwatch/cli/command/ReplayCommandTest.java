package org.blockwatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ReplayCommandTest {

    private static final Path CASES = Path.of("../../shared/cases-next");

    /** Those that need neither a setting nor the patient's word, and whose every line can be read. */
    private static final Pattern IN_HOUSE = Pattern.compile("(0\\d|1[0-6]|2[2346]|33|35)-.*\\.until");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String BLOCK = """
            {"type":"BlockPerformed","eventId":"b1","anticoagulated":false,"blockId":"b1","patientId":"p1","occurredAt":"2026-03-01T09:00:00Z",\
            "laterality":"LEFT","baseline":{}}""";
    private static final String WEAK = """
            {"type":"NeuroAssessment","eventId":"a1","patientId":"p1","occurredAt":"2026-03-01T09:20:00Z",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"}]}}""";
    private static final String YEAR_OFF = """
            {"type":"VitalSigns","eventId":"v1","patientId":"p1","occurredAt":"2025-03-01T09:30:00Z",\
            "recordedAt":"2026-03-01T09:30:00Z","heartRate":70}""";

    private static final String SENTINEL = """
            {"type":"VitalSigns","eventId":"v1","patientId":"p1","occurredAt":"2026-03-01T09:30:00Z",\
            "heartRate":8388607,"spo2":-999,"respiratoryRate":14}""";

    /** What the command printed, and its exit status. */
    private record Run(int status, List<String> out, String err) {}

    static List<String> cases() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "the worked cases are not here");
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(IN_HOUSE.asMatchPredicate())
                    .map(file -> file.replace(".until", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldPrintTheTransitionsOfTheWorkedCase(String name) throws IOException {
        var until = Files.readString(CASES.resolve(name + ".until")).strip();

        var run = replay("--until", until, CASES.resolve(name + ".ndjson").toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(transitions(run.out()))
                .containsExactlyInAnyOrderElementsOf(
                        transitions(Files.readAllLines(CASES.resolve(name + ".expected.ndjson"))));
    }

    @Test
    void shouldNameALineItCannotReadAndReplayTheRest(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("lines"), List.of(BLOCK, "{\"type\":\"NeuroAsessment\"}", "", WEAK));

        var run = replay("--until", "2026-03-01T15:00:00+02:00", file.toString());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).startsWith("line 2: type").hasLineCount(1);
        assertThat(transitions(run.out()))
                .as("the last deadline is at the very instant where the clock stops")
                .contains("2026-03-01T13:00:00Z b1/DEFICIT_PERSISTS_4H/1 START HIGH");
    }

    @Test
    void shouldNameAStatementThatTheApplicationWouldRefuse(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("lines"), List.of(BLOCK, YEAR_OFF));

        var run = replay("--until", "2026-03-01T09:30:00Z", file.toString());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).startsWith("line 2: TOO_OLD").hasLineCount(1);
    }

    @Test
    void shouldNameTheValuesThatNoHumanCanHave(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("lines"), List.of(BLOCK, SENTINEL));

        var run = replay("--until", "2026-03-01T09:30:00Z", file.toString());

        assertThat(run.status()).as("the rest of the statement counts").isZero();
        assertThat(run.err())
                .isEqualToIgnoringNewLines("line 2: dropped, because no human can have such a value: heartRate, spo2");
    }

    @Test
    void shouldSayOnceThatLinesAreNotInOrderOfArrival(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("lines"), List.of(WEAK, BLOCK, BLOCK));

        var run = replay("--until", "2026-03-01T13:00:00Z", file.toString());

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .startsWith("2 lines are not in order of arrival, the first is line 2"
                        + " (2026-03-01T09:00:00Z, after 2026-03-01T09:20:00Z)")
                .hasLineCount(1);
    }

    @Test
    void shouldLeaveOutWhatArrivesAfterTheEnd(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("lines"), List.of(BLOCK, WEAK));

        assertThat(replay("--until", "2026-03-01T09:19:59.999Z", file.toString())
                        .out())
                .noneMatch(line -> line.contains("SIGNIFICANT_MOTOR_BLOCK"));
        assertThat(replay("--until", "2026-03-01T09:20:00Z", file.toString()).out())
                .anyMatch(line -> line.contains("SIGNIFICANT_MOTOR_BLOCK"));
    }

    @Test
    void shouldWantAnInstantWithAnOffset() {
        var run = replay("--until", "2026-03-01T09:20:00", "-");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'2026-03-01T09:20:00' is no instant with an offset");
    }

    private static Run replay(String... args) {
        var stdout = System.out;
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            var status = new CommandLine(new ReplayCommand())
                    .setErr(new PrintWriter(err, true))
                    .execute(args);
            return new Run(status, out.toString(UTF_8).lines().toList(), err.toString());
        } finally {
            System.setOut(stdout);
        }
    }

    /** START, ESCALATE, DEESCALATE and END; an UPDATE is not part of the cases. */
    private static List<String> transitions(List<String> lines) throws IOException {
        return lines.stream()
                .map(ReplayCommandTest::json)
                .filter(alert -> !alert.get("phase").asText().equals("UPDATE"))
                .map(alert -> "%s %s %s %s"
                        .formatted(
                                Instant.parse(alert.get("at").asText()),
                                alert.get("alertId").asText(),
                                alert.get("phase").asText(),
                                alert.get("priority").asText()))
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("stdout carries something else than NDJSON: " + line, e);
        }
    }
}
