package org.blockwatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.consumer.page.AlertKey;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.log.LogIds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@WithPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyCommandTest {
    @TempDir
    private Path folder;

    private static final Instant MARK = Instant.parse("2026-03-01T13:00:00Z");
    private static final String LOG_SECRET = "the log secret of this site";
    private static final String ALERT = "b1/RED_FLAG_MRI/1";

    private Platform platform;

    @BeforeAll
    void fill(Platform platform) throws Exception {
        this.platform = platform;
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            Topics.create(admin, 3, 1);
        }
        try (var publisher = Publisher.to(platform)) {
            for (SpecificRecord record : List.of(
                    alert("p1", ALERT, "12"),
                    alert("p2", "implicit:p2/RED_FLAG_MRI/1", "14"),
                    page(),
                    requested(),
                    accepted())) {
                publisher.publish(record).get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void shouldTellTheStoryOfAnAlertByWhateverIdSomebodyHas() throws IOException {
        var opaque = new PageIds("a site's secret".getBytes(UTF_8)).alert(new AlertKey("p1", ALERT));
        var names = new LogIds(LOG_SECRET);
        for (var run : List.of(
                why(ALERT),
                why(ALERT, "--patient", "p1"),
                why("page_of_dr_a"),
                why(opaque, "--page-id-secret-file", file("a site's secret")),
                why(names.name(ALERT), "--log-id-secret-file", file(LOG_SECRET)),
                why(names.name("p1"), "--log-id-secret-file", file(LOG_SECRET)))) {
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out())
                    .startsWith("Alert " + ALERT)
                    .contains("PACU bed 12; patient p1")
                    .contains("Page 1 was asked for, for tier 1: proceduralist")
                    .contains("Page 1 for dr-a was taken by webhook");
        }
    }

    @Test
    void shouldFindAnAlertWhoseOnlyTraceIsTheTrail() throws Exception {
        try (var publisher = Publisher.to(platform)) {
            publisher
                    .publish(PageEvent.newBuilder(accepted())
                            .setAlertId("old/RED_FLAG_MRI/1")
                            .setAttemptId("page_of_old")
                            .setPatientId("p7")
                            .build())
                    .get(60, TimeUnit.SECONDS);
        }
        assertThat(why("old/RED_FLAG_MRI/1").out())
                .contains("The topic of alerts does not keep it any more")
                .contains("Page 1 for dr-a was taken by webhook");
    }

    @Test
    void shouldListAlertsByPatientAndByBed() {
        assertThat(why("--patient", "p1").out()).contains(ALERT).doesNotContain("p2");
        assertThat(why("--bed", "PACU 14").out())
                .contains("implicit:p2/RED_FLAG_MRI/1")
                .doesNotContain(ALERT);
        assertThat(why("--bed", "99").status()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatToCheckWhenNothingIsKnown() {
        var alert = why("b9/RED_FLAG_MRI/1");
        assertThat(alert.status()).isEqualTo(1);
        assertThat(alert.err())
                .contains("Nothing is known of b9/RED_FLAG_MRI/1")
                .contains("--patient ID");
        assertThat(why("alert_x").err()).contains("give --page-id-secret-file");
        assertThat(why("id_0123456789abcdef").err()).contains("give --log-id-secret-file");
        assertThat(why().status()).isEqualTo(2);
    }

    /** Whoever lists processes would read it. */
    @Test
    void shouldTakeNoSecretFromTheCommandLine() {
        for (var run : List.of(
                why(ALERT, "--page-id-secret", LOG_SECRET),
                why(ALERT, "--log-id-secret=" + LOG_SECRET),
                CommandRun.of(new HashIdCommand(), "--log-id-secret", LOG_SECRET, "p1"),
                CommandRun.of(new UpCommand(), "--webhook-secret", LOG_SECRET))) {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("everybody on this machine can read").doesNotContain(LOG_SECRET);
        }
    }

    @Test
    void shouldTellWhatLogLinesCallSomebody() throws IOException {
        var told = CommandRun.of(new HashIdCommand(), "--log-id-secret-file", file(LOG_SECRET), "p1", ALERT);
        assertThat(told.out().lines())
                .containsExactly(
                        new LogIds(LOG_SECRET).name("p1") + "  p1", new LogIds(LOG_SECRET).name(ALERT) + "  " + ALERT);
        assertThat(CommandRun.of(new HashIdCommand(), "p1").err()).contains("LOG_ID_SECRET is missing");
    }

    private CommandRun why(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", platform.bootstrapServers(), "--registry", platform.registryUrl()));
        return CommandRun.of(new WhyCommand(), all.toArray(String[]::new));
    }

    private static Alert alert(String patient, String id, String bed) {
        return Alert.newBuilder()
                .setAlertId(id)
                .setPatientId(patient)
                .setBlockId("b1")
                .setBlockAt(MARK.minusSeconds(3600))
                .setCode(AlertCode.RED_FLAG_MRI)
                .setRule("R4")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(Priority.HIGH)
                .setPhase(AlertPhase.START)
                .setDueAt(MARK)
                .setAt(MARK)
                .setStartedAt(MARK)
                .setLocation(new Location("PACU", bed))
                .build();
    }

    private static PageRequest page() {
        return PageRequest.newBuilder()
                .setPageId(ALERT + "/1/1")
                .setAlertId(ALERT)
                .setPatientId("p1")
                .setBlockId("b1")
                .setCode(AlertCode.RED_FLAG_MRI)
                .setPriority(Priority.HIGH)
                .setReason(PageReason.ALERT_STARTED)
                .setTier(1)
                .setStep(1)
                .setRoles(List.of("proceduralist"))
                .setRequestedAt(MARK)
                .setDueAt(MARK)
                .setBlockAt(MARK.minusSeconds(3600))
                .setSummary("summary")
                .setText("text")
                .setPolicyVersion("default/2")
                .build();
    }

    private static PageEvent requested() {
        return PageEvent.newBuilder(accepted())
                .setAttemptId("")
                .setKind(PageEventKind.REQUESTED)
                .setRecipient("proceduralist")
                .setChannel(null)
                .setAt(MARK)
                .build();
    }

    private static PageEvent accepted() {
        return PageEvent.newBuilder()
                .setPageId(ALERT + "/1/1")
                .setAttemptId("page_of_dr_a")
                .setAlertId(ALERT)
                .setPatientId("p1")
                .setKind(PageEventKind.ACCEPTED)
                .setOutcome(PageOutcome.OK)
                .setTier(1)
                .setStep(1)
                .setRecipient("dr-a")
                .setChannel("webhook")
                .setAt(MARK.plusSeconds(1))
                .build();
    }

    private String file(String secret) throws IOException {
        return Files.writeString(folder.resolve("secret-" + secret.hashCode()), secret + "\n")
                .toString();
    }
}
