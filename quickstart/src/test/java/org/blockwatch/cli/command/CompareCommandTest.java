package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final String STANDARD = "lumbar-medial-branch-block";

    private static final List<String> STORY = List.of("""
            {"type":"BlockPerformed","eventId":"b1","anticoagulated":false,"blockId":"b1","patientId":"p1","occurredAt":"2026-03-01T09:00:00Z",\
            "laterality":"LEFT","baseline":{},"guidance":"FLUOROSCOPY_WITH_CONTRAST","aspiration":"NEGATIVE",\
            "protocol":"spinal-anaesthesia"}""", """
            {"type":"NeuroAssessment","eventId":"a1","patientId":"p1","occurredAt":"2026-03-01T09:20:00Z",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"RIGHT","result":"ABLE"}]}}""", """
            {"type":"CareEvent","eventId":"c1","patientId":"p2","occurredAt":"2026-03-01T09:20:00Z","kind":"DISCHARGED"}""", """
            {"type":"NeuroAssessment","eventId":"a2","patientId":"p1","occurredAt":"2026-03-01T12:30:00Z",\
            "exam":{"straightLegRaise":[{"side":"LEFT","result":"ABLE"}]}}""");

    @TempDir
    private Path folder;

    private Path file;
    private Path threeHours;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("story.ndjson"), STORY);
        threeHours = Files.writeString(
                folder.resolve("three-hours.yaml"), standard().replace("expectedEnd: 4 h", "expectedEnd: 3 h"));
    }

    @Test
    void shouldTellWhatAppearsVanishesAndMoves() {
        var run = compare(
                "--protocol",
                STANDARD,
                "--protocol",
                threeHours.toString(),
                "--until",
                "2026-03-02T09:00:00Z",
                file.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("""
                A: lumbar-medial-branch-block/2, lumbar-medial-branch-block
                B: lumbar-medial-branch-block/2, %s

                Patient p1
                  appears  b1/DEFICIT_PERSISTS_4H/1: HIGH 1 Mar 12:00, ends 1 Mar 12:30
                  appears  b1/EXAM_INCOMPLETE/1: MEDIUM 1 Mar 12:30, ends 1 Mar 12:30
                  moves    b1/SIGNIFICANT_MOTOR_BLOCK/1: MEDIUM 1 Mar 09:20, ends 1 Mar 12:30 -> MEDIUM 1 Mar 09:20, ends 1 Mar 12:00

                Patient p2: no difference

                Burden: alerts per patient-day, by the highest priority each reached; 1.99 patient-days from the first arrival to the end
                  A  HIGH 0.00 (0)   MEDIUM 1.01 (2)   LOW 0.00 (0)
                  B  HIGH 0.50 (1)   MEDIUM 1.51 (3)   LOW 0.00 (0)
                """.formatted(threeHours));
        assertThat(compare("--protocol", threeHours.toString(), "--protocol", STANDARD, file.toString())
                        .out())
                .contains("  vanishes b1/DEFICIT_PERSISTS_4H/1: HIGH 1 Mar 12:00, ends 1 Mar 12:30\n");
    }

    @Test
    void shouldTellWhatTwoPoliciesCostWhom() throws IOException {
        var calm = Files.writeString(
                folder.resolve("calm.yaml"),
                policy().replace("name: default", "name: calm")
                        .replace(
                                "- roles: [bedside-nurse, proceduralist, anaesthetist-on-call]",
                                "- roles: [bedside-nurse]"));
        var run = compare(
                "--policy", "default", "--policy", calm.toString(), "--until", "2026-03-01T12:00:00Z", file.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("A: lumbar-medial-branch-block/2, policy default/2, default")
                .contains("B: lumbar-medial-branch-block/2, policy calm/2")
                .contains("Patient p1: no difference")
                .containsPattern(
                        "\\| pages SIGNIFICANT_MOTOR_BLOCK MEDIUM proceduralist \\| [0-9.]*[1-9][0-9]* \\| 0\\.000 \\|")
                .containsPattern("\\| pages SIGNIFICANT_MOTOR_BLOCK MEDIUM bedside-nurse \\| ([0-9.]+) \\| \\1 \\|");
    }

    private static String policy() throws IOException {
        try (InputStream in = CompareCommandTest.class.getResourceAsStream("/policy/default.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldFindNoDifferenceBetweenAProtocolAndItself() {
        assertThat(compare("--protocol", STANDARD, "--protocol", STANDARD, file.toString())
                        .out())
                .contains("Patient p1: no difference\n", "Patient p2: no difference\n");
    }

    @Test
    void shouldWantTwoProtocolsThatItCanUse() throws IOException {
        assertThat(compare("--protocol", STANDARD, file.toString()).err())
                .startsWith("Give --protocol or --policy twice");
        assertThat(compare("--protocol", STANDARD, "--protocol", "nowhere.yaml", file.toString())
                        .err())
                .startsWith("nowhere.yaml is neither a file nor one of the protocols");
        Files.writeString(threeHours, standard().replace("expectedEnd: 4 h", "expectedEnd: 40 h"));
        var unsound = compare("--protocol", STANDARD, "--protocol", threeHours.toString(), file.toString());
        assertThat(unsound.status()).isEqualTo(2);
        assertThat(unsound.err()).contains("three-hours.yaml", "must be longer than PT40H");
    }

    @Test
    void shouldSayThatThereIsNothingToCompare() throws IOException {
        Files.writeString(file, "");
        var run = compare("--protocol", STANDARD, "--protocol", STANDARD, file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no statement in");
    }

    private static String standard() throws IOException {
        try (InputStream in = CompareCommandTest.class.getResourceAsStream("/protocols/" + STANDARD + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static CommandRun compare(String... args) {
        return CommandRun.of(new CompareCommand(), args);
    }
}
