package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    private static final Path CASE = Path.of("../../shared/cases-next/02-weak-leg-then-silence.ndjson");

    private static final List<String> STORY = List.of("""
            {"type":"BlockPerformed","eventId":"b1","anticoagulated":false,"blockId":"b1","patientId":"p1","occurredAt":"2026-03-01T09:00:00Z",\
            "recordedAt":"2026-03-01T09:02:00Z","laterality":"LEFT","baseline":{},"guidance":"FLUOROSCOPY_WITH_CONTRAST",\
            "aspiration":"NOT_DONE"}""", """
            {"type":"NeuroAssessment","eventId":"a1","patientId":"p1","occurredAt":"2026-03-01T09:20:00Z",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"RIGHT","result":"ABLE"}]}}""", """
            {"type":"VitalSigns","eventId":"v0","patientId":"p1","occurredAt":"2025-03-01T09:30:00Z",\
            "recordedAt":"2026-03-01T09:30:00Z","heartRate":70}""", """
            {"type":"NeuroAssessment","eventId":"a2","patientId":"p1","occurredAt":"2026-03-01T12:00:00Z",\
            "recordedAt":"2026-03-01T12:30:00Z","exam":{"straightLegRaise":[{"side":"LEFT","result":"ABLE"}]}}""");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("story.ndjson"), STORY);
    }

    @Test
    void shouldExplainWhatIsKnownAtTheInstantAndNothingLater() throws IOException {
        var run = explain("--at", "2026-03-01T12:12:00Z", "--patient", "p1", file.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(Files.readString(Path.of("src/test/resources/explain/weak-leg.txt")));
    }

    @Test
    void shouldGiveEachFindingALineOfItsOwn() throws IOException {
        Files.writeString(file, """

                {"type":"NeuroAssessment","eventId":"a3","patientId":"p1","occurredAt":"2026-03-01T12:20:00Z",\
                "recordedAt":"2026-03-01T12:40:00Z",\
                "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"}],"saddleAnaesthesia":"PRESENT"}}
                """, StandardOpenOption.APPEND);

        var run = explain("--at", "2026-03-01T12:45:00Z", "--patient", "p1", file.toString());

        assertThat(run.out().lines())
                .containsSubsequence(
                        "  findings       Left leg: straight-leg raise not possible",
                        "                 Saddle numbness (S3–S5)");
    }

    @Test
    void shouldExplainTheWorkedCase() {
        assumeTrue(Files.exists(CASE), "the worked cases are not here");

        var run = explain("--at", "2026-03-02T13:00:00Z", "--patient", "p1", CASE.toString());

        assertThat(run.out())
                .contains("R19  INVESTIGATION_OVERDUE      HOLDS, HIGH, since 2 Mar 13:00")
                .contains("NEXT, at 3 Mar 09:00 if nothing is charted until then")
                .contains("R2 DEFICIT_PERSISTS_24H on b1 no longer holds")
                .contains("R3 DEFICIT_PERSISTS_48H on b1 begins to hold, HIGH");
    }

    @Test
    void shouldSayWhenNothingHadArrived() {
        assertThat(explain("--at", "2026-03-01T12:12:00Z", "--patient", "p2", file.toString()))
                .isEqualTo(new CommandRun(1, "", "Nothing of patient p2 had arrived by 2026-03-01T12:12:00Z\n"));
        assertThat(explain("--at", "2026-03-01T09:01:59Z", "--patient", "p1", file.toString())
                        .status())
                .isEqualTo(1);
    }

    @Test
    void shouldExplainInSpiteOfALineItCannotReadAndSayItInItsExitStatus() throws IOException {
        Files.writeString(file, "\n{\"type\":\"Vitals\"}\n", StandardOpenOption.APPEND);

        var run = explain("--at", "2026-03-01T12:12:00Z", "--patient", "p1", file.toString());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).startsWith("line 6: type").hasLineCount(1);
    }

    @Test
    void shouldWantOneSourceAndOneInstant() {
        assertThat(explain("--patient", "p1", "--at", "2026-03-01T12:12:00Z").err())
                .startsWith("Give a FILE, or --live");
        assertThat(explain("--patient", "p1", file.toString()).err()).startsWith("Missing required option: '--at");
        assertThat(explain("--patient", "p1", "--at", "noon", file.toString()).status())
                .isEqualTo(2);
    }

    private static CommandRun explain(String... args) {
        return CommandRun.of(new ExplainCommand(), args);
    }
}
