package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.cli.kafka.AdmissionCheck;
import org.blockwatch.cli.replay.Replay;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.streams.site.SitePractice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-28T09:00:30Z");

    @Test
    void shouldWriteWhatTheDoorTakesNowAndWhatPages(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("statements.ndjson");

        assertThat(CommandLines.run("sample", "--at", NOW.toString(), file.toString()))
                .isZero();

        List<SpecificRecord> statements = Files.readAllLines(file).stream()
                .<SpecificRecord>map(PlainJson::readStatement)
                .toList();
        AdmissionCheck check = new AdmissionCheck();
        assertThat(statements)
                .allSatisfy(
                        statement -> assertThat(check.refusal(statement, NOW)).isEmpty());
        try (var replay = new Replay(NOW, SitePractice.shipped(), folder.resolve("state"))) {
            for (var statement : statements) {
                replay.arrives(
                        NOW,
                        String.valueOf(statement.get(
                                statement.getSchema().getField("patientId").pos())),
                        statement);
            }
            replay.runUntil(NOW.plusSeconds(1));
            var open = replay.alerts().stream()
                    .filter(alert -> alert.getPhase() == AlertPhase.START && alert.getPriority() == Priority.HIGH)
                    .map(SampleCommandTest::kindOfPatientAndAlert)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(open).containsExactly("flag RED_FLAG_MRI", "ward DEFICIT_PERSISTS_4H");
        }
    }

    @Test
    void shouldLeaveAFileThatExistsAsItIs(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.ndjson"), "mine");

        assertThat(CommandLines.run("sample", file.toString())).isEqualTo(2);

        assertThat(file).hasContent("mine");
    }

    private static String kindOfPatientAndAlert(Alert alert) {
        return alert.getPatientId().replaceAll("-.*", "") + " " + alert.getCode();
    }
}
