package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.json.PlainJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainJsonTest {
    private static final Path CASES = Path.of("../../shared/cases");

    @Test
    void shouldTakeTheDefaultsOfWhatIsNotSaid() {
        CareEvent event = (CareEvent) PlainJson.readStatement("""
                {"type":"CareEvent","eventId":"c1","patientId":"p1","occurredAt":"2026-03-01T09:00:00Z","revision":null}""");

        assertThat(event.getRevision()).isZero();
        assertThat(event.getStatus()).isEqualTo(StatementStatus.FINAL);
        assertThat(event.getSource()).isEqualTo("unknown");
        assertThat(event.getKind()).isEqualTo(CareEventKind.UNKNOWN);
        assertThat(event.getRecordedAt()).isNull();
    }

    @Test
    void shouldTellAnEmptyListFromOneThatIsNotThere() {
        NeuroAssessment asked = assessment("{\"radicularSymptoms\":[]}");
        NeuroAssessment notAsked = assessment("{\"radicularSymptoms\":null}");

        assertThat(asked.getExam().getRadicularSymptoms()).isEmpty();
        assertThat(notAsked.getExam().getRadicularSymptoms()).isNull();
    }

    @Test
    void shouldGiveEachRecordItsOwnLists() {
        NeuroAssessment one = assessment("{}");
        one.getExam().getMotor().add(null);

        assertThat(assessment("{}").getExam().getMotor()).isEmpty();
    }

    @Test
    void shouldKeepNumbersAsTheyAre() {
        VitalSigns vitals = vitals("\"temperature\":36.05,\"heartRate\":97.0,\"spo2Scale\":null");

        assertThat(vitals.getTemperature()).isEqualTo(36.05);
        assertThat(vitals.getHeartRate()).isEqualTo(97);
        assertThat(vitals.getSpo2Scale()).isNull();
        assertThat(PlainJson.write(vitals)).contains("\"temperature\":36.05", "\"heartRate\":97", "\"spo2Scale\":null");
    }

    @Test
    void shouldWriteTheTypeFirstAndNoNullThatIsTheDefault() {
        AlertResponse response = AlertResponse.newBuilder()
                .setEventId("e1")
                .setPatientId("p1")
                .setAlertId("b1/RED_FLAG_MRI/1")
                .setBy("rn-3")
                .setOccurredAt(Instant.parse("2026-03-01T09:00:00.250Z"))
                .build();

        assertThat(PlainJson.write(response)).isEqualTo("""
                        {"type":"AlertResponse","eventId":"e1","patientId":"p1","alertId":"b1/RED_FLAG_MRI/1",\
                        "kind":"UNKNOWN","by":"rn-3","occurredAt":"2026-03-01T09:00:00.250Z"}""");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:00:00Z,            2026-03-01T09:00:00Z",
        "2026-03-01T09:00Z,               2026-03-01T09:00:00Z",
        "2026-03-01T10:30:00+01:30,       2026-03-01T09:00:00Z",
        "2026-03-01T09:00:00.25Z,         2026-03-01T09:00:00.250Z",
        "2026-03-01T09:00:00.2509999Z,    2026-03-01T09:00:00.250Z",
        "1969-12-31T23:59:59.9999Z,       1969-12-31T23:59:59.999Z",
    })
    void shouldReadAnyOffsetAndWriteUtcToTheMillisecond(String read, String written) {
        assertThat(PlainJson.write(careEvent(read))).contains("\"occurredAt\":\"" + written + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-01           | occurredAt: \"2026-03-01\" is a date without a time",
                "2026-03-01T09:00:00  | occurredAt: \"2026-03-01T09:00:00\" has no offset from UTC",
                "2026-03-01T25:00:00Z | occurredAt: expected an instant, found \"2026-03-01T25:00:00Z\"",
                "yesterday            | occurredAt: expected an instant, found \"yesterday\"",
                "+999999999-01-01T00:00:00Z | occurredAt: expected an instant",
            })
    void shouldNeverGuessAtAnInstant(String read, String message) {
        assertThatThrownBy(() -> careEvent(read))
                .isInstanceOf(PlainJsonException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"motor\":[{\"side\":\"LEFT\",\"movement\":\"HIP_FLEXION\",\"grade\":5},{\"side\":\"LEFT\",\"movement\":\"HIP_FLEXION\",\"grade\":5},{\"side\":\"LEFT\",\"movement\":\"HIP_FLEXION\",\"grade\":\"five\"}]} | exam.motor[2].grade: expected a whole number, found \"five\"",
                "{\"motor\":[{\"side\":\"LEFT\",\"movement\":\"HIP_FLEXION\",\"grade\":4.4}]}          | exam.motor[0].grade: expected a whole number, found 4.4",
                "{\"motor\":[{\"side\":\"LEFT\",\"movement\":\"HIP_FLEXION\",\"grade\":3000000000}]}   | exam.motor[0].grade: expected a whole number from -2147483648 to 2147483647, found 3000000000",
                "{\"motor\":[{\"side\":\"LEFT\",\"movement\":\"HIP_FLEXION\"}]}                       | exam.motor[0].grade: missing; expected a whole number",
                "{\"motor\":[{\"side\":\"LEFT\",\"movement\":\"HIP_FLEXION\",\"grade\":null}]}         | exam.motor[0].grade: missing; expected a whole number",
                "{\"motor\":{}}                         | exam.motor: expected a list, found {}",
                "{\"motor\":[5]}                        | exam.motor[0]: expected an object, found 5",
                "{\"motr\":[]}                          | exam.motr: no such field; NeuroExam has straightLegRaise, motor,",
                "{\"radicularSymptoms\":[\"left\"]}     | exam.radicularSymptoms[0]: expected one of UNKNOWN, LEFT, RIGHT, found \"left\"",
                "{\"severeBackPain\":true}              | exam.severeBackPain: expected one of UNKNOWN, PRESENT, ABSENT, found true",
                "7                                      | exam: expected an object, found 7",
            })
    void shouldSayWhereWhatAndWhyNot(String exam, String message) {
        assertThatThrownBy(() -> assessment(exam))
                .isInstanceOf(PlainJsonException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"Block\"}          | type: expected one of AlertResponse, BlockPerformed, CareEvent, NeuroAssessment, VitalSigns, found \"Block\"",
                "{}                            | type: expected one of AlertResponse, BlockPerformed, CareEvent, NeuroAssessment, VitalSigns, found nothing",
                "[]                            | expected an object {…}, found []",
                "{\"type\":                    | not JSON at column",
                "{\"type\":\"CareEvent\"} {}   | not JSON at column",
                "{\"eventId\":1,\"eventId\":2} | not JSON at column",
                "{\"type\":\"CareEvent\"}      | eventId: missing; expected text",
                "{\"type\":\"CareEvent\",\"eventId\":5} | eventId: expected text, found 5",
            })
    void shouldRefuseALineThatIsNoStatement(String line, String message) {
        assertThatThrownBy(() -> PlainJson.readStatement(line))
                .isInstanceOf(PlainJsonException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldTakeArrivalFromTheLineElseChartingElseOccurrence() {
        String line =
                "{\"type\":\"CareEvent\",\"eventId\":\"c1\",\"patientId\":\"p1\",\"occurredAt\":\"2026-03-01T09:00:00Z\"";

        assertThat(PlainJson.readLine(line + "}").receivedAt()).isEqualTo("2026-03-01T09:00:00Z");
        line += ",\"recordedAt\":\"2026-03-01T09:01:00Z\"";
        assertThat(PlainJson.readLine(line + "}").receivedAt()).isEqualTo("2026-03-01T09:01:00Z");
        line += ",\"receivedAt\":\"2026-03-01T09:02:00Z\"";
        assertThat(PlainJson.readLine(line + "}").receivedAt()).isEqualTo("2026-03-01T09:02:00Z");
    }

    @Test
    void shouldTakeNoEnvelopeFieldInARecordThatIsNoStatement() {
        assertThatThrownBy(() -> PlainJson.read(Alert.class, "{\"type\":\"Alert\"}"))
                .hasMessageStartingWith("type: no such field; Alert has alertId,");
    }

    @Test
    void shouldRefuseAStatementOfAnotherType() {
        assertThatThrownBy(() -> PlainJson.read(BlockPerformed.class, "{\"type\":\"VitalSigns\"}"))
                .hasMessage("type: expected \"BlockPerformed\", found \"VitalSigns\"");
    }

    @ParameterizedTest
    @MethodSource("casesLines")
    void shouldReadBackWhatItWroteOfEveryWorkedCase(String line) {
        var statement = PlainJson.readStatement(line);

        assertThat(PlainJson.readStatement(PlainJson.write(statement))).isEqualTo(statement);
    }

    static List<String> casesLines() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "the worked cases are not here");
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".ndjson"))
                    .filter(file -> !file.toString().endsWith(".expected.ndjson"))
                    .flatMap(PlainJsonTest::lines)
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static NeuroAssessment assessment(String exam) {
        return PlainJson.read(
                NeuroAssessment.class,
                "{\"eventId\":\"a1\",\"patientId\":\"p1\",\"occurredAt\":\"2026-03-01T09:00:00Z\",\"exam\":%s}"
                        .formatted(exam));
    }

    private static VitalSigns vitals(String fields) {
        return PlainJson.read(
                VitalSigns.class,
                "{\"eventId\":\"v1\",\"patientId\":\"p1\",\"occurredAt\":\"2026-03-01T09:00:00Z\",%s}"
                        .formatted(fields));
    }

    private static CareEvent careEvent(String occurredAt) {
        return PlainJson.read(
                CareEvent.class,
                "{\"eventId\":\"c1\",\"patientId\":\"p1\",\"occurredAt\":\"%s\"}".formatted(occurredAt));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"motor":[{"side":"LEFT","grade":2}]}                                | exam.motor[0].movement
            {"motor":[{"movement":"HIP_FLEXION","grade":2}]}                     | exam.motor[0].side
            {"straightLegRaise":[{"result":"UNABLE"}]}                           | exam.straightLegRaise[0].side
            {"straightLegRaise":[{"side":null,"result":"UNABLE"}]}               | exam.straightLegRaise[0].side
            {"sensation":[{"side":"LEFT","region":"BACK","result":"ABSENT"}]}    | exam.sensation[0].modality
            {"sensation":[{"side":"LEFT","modality":"COLD","result":"ABSENT"}]}  | exam.sensation[0].region
            """)
    void shouldRefuseAFindingThatDoesNotSayWhereItIs(String exam, String path) {
        String line = "{\"type\":\"NeuroAssessment\",\"eventId\":\"a\",\"patientId\":\"p\","
                + "\"occurredAt\":\"2026-03-01T09:00:00Z\",\"exam\":" + exam + "}";
        assertThatThrownBy(() -> PlainJson.readStatement(line))
                .isInstanceOf(PlainJsonException.class)
                .hasMessageContaining(path)
                .hasMessageContaining("missing; expected one of UNKNOWN");
    }
}
