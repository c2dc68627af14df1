package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Priority;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report from the topics of a running system: seven outpatients, one alert each, answered and satisfied. */
@WithPlatform
class ReportLiveTest {

    private static final int PATIENTS = 7;

    @TempDir
    private Path folder;

    @Test
    void shouldReportFromTheTopicsByTheSlotsOfTheSitesOwnProtocol(Platform platform) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            Topics.create(admin, 3, 1);
        }
        var t0 = EngineClock.system().now().minus(Duration.ofHours(30));
        try (var publisher = Publisher.to(platform)) {
            for (var n = 0; n < PATIENTS; n++) {
                for (var record : course("secret-" + n, t0)) {
                    publisher.publish(record).get(60, TimeUnit.SECONDS);
                }
            }
        }

        var run = report(platform);
        assertThat(run.status()).as(run.err()).isZero();
        var csv = Files.readString(folder.resolve("live.csv"));
        assertThat(csv).doesNotContain("secret");
        assertThat(csv)
                .contains("What this rests on,Blocks,Number,7")
                .contains("Follow-up at home,4 h,In time,7")
                .contains("Follow-up at home,24 h,Not reached,7")
                .doesNotContain("Follow-up at home,6 h");
        assertThat(csv).containsPattern("ASSESSMENT_OVERDUE|[Aa]ssessment overdue");

        var protocol = ownProtocol();
        assertThat(report(platform, "--protocol", protocol).status()).isZero();
        assertThat(Files.readString(folder.resolve("live.csv")))
                .contains("Follow-up at home,6 h,Due,7")
                .doesNotContain("Follow-up at home,4 h");
    }

    private static List<SpecificRecord> course(String patient, Instant t0) {
        var alert = Alert.newBuilder()
                .setAlertId(patient + "-block/ASSESSMENT_OVERDUE/1")
                .setPatientId(patient)
                .setBlockId(patient + "-block")
                .setCode(AlertCode.ASSESSMENT_OVERDUE)
                .setPriority(Priority.MEDIUM)
                .setPhase(AlertPhase.START)
                .setAt(t0.plus(Duration.ofHours(27)))
                .setStartedAt(t0.plus(Duration.ofHours(27)))
                .setDueAt(t0.plus(Duration.ofHours(25)))
                .setBlockAt(t0)
                .setRule("R13")
                .setProtocolVersion("lumbar-medial-branch-block/2")
                .build();
        return List.of(
                BlockPerformed.newBuilder()
                        .setEventId(patient + "-block")
                        .setBlockId(patient + "-block")
                        .setPatientId(patient)
                        .setOccurredAt(t0)
                        .build(),
                CareEvent.newBuilder()
                        .setEventId(patient + "-home")
                        .setPatientId(patient)
                        .setOccurredAt(t0.plus(Duration.ofHours(1)))
                        .setKind(CareEventKind.DISCHARGED)
                        .build(),
                NeuroAssessment.newBuilder()
                        .setEventId(patient + "-answer")
                        .setPatientId(patient)
                        .setOccurredAt(t0.plus(Duration.ofHours(4)))
                        .setPurpose(AssessmentPurpose.PATIENT_REPORTED)
                        .setExam(NeuroExam.newBuilder()
                                .setStraightLegRaise(
                                        List.of(new StraightLegRaise(Side.LEFT, StraightLegRaiseResult.ABLE)))
                                .build())
                        .build(),
                alert,
                AlertResponse.newBuilder()
                        .setEventId(patient + "-ack")
                        .setPatientId(patient)
                        .setAlertId(alert.getAlertId())
                        .setKind(AlertResponseKind.ACKNOWLEDGED)
                        .setBy("lopez")
                        .setOccurredAt(t0.plus(Duration.ofHours(28)))
                        .build(),
                Alert.newBuilder(alert)
                        .setPhase(AlertPhase.END)
                        .setEndReason(EndReason.SATISFIED)
                        .setAt(t0.plus(Duration.ofHours(29)))
                        .build());
    }

    /** A site that asks for the first time at 6 h. */
    private String ownProtocol() throws Exception {
        try (var in = ReportLiveTest.class.getResourceAsStream("/protocols/lumbar-medial-branch-block.yaml")) {
            var text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            var changed = text.replaceFirst("slots: \\[4 h,", "slots: [6 h,");
            assertThat(changed).isNotEqualTo(text);
            return Files.writeString(folder.resolve("own.yaml"), changed).toString();
        }
    }

    private CommandRun report(Platform platform, String... more) {
        var arguments = new java.util.ArrayList<>(List.of(
                "--live",
                "--bootstrap-server",
                platform.bootstrapServers(),
                "--registry",
                platform.registryUrl(),
                "--out",
                folder.resolve("live.html").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(new ReportCommand(), arguments.toArray(String[]::new));
    }
}
