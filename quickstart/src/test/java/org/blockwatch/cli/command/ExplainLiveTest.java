package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.Test;

@WithPlatform
class ExplainLiveTest {

    @Test
    void shouldExplainAPatientOfARunningSystemNow(Platform platform) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            Topics.create(admin, 3, 1);
        }
        var t0 = EngineClock.system().now().minus(Duration.ofHours(5));
        try (var publisher = Publisher.to(platform)) {
            for (var patient : List.of("p1", "p2")) {
                publisher
                        .publish(BlockPerformed.newBuilder()
                                .setEventId("b1")
                                .setBlockId("b1")
                                .setPatientId(patient)
                                .setOccurredAt(t0)
                                .build())
                        .get(60, TimeUnit.SECONDS);
            }
            publisher
                    .publish(NeuroAssessment.newBuilder()
                            .setEventId("a1")
                            .setPatientId("p1")
                            .setOccurredAt(t0.plus(Duration.ofHours(1)))
                            .setExam(NeuroExam.newBuilder()
                                    .setStraightLegRaise(
                                            List.of(new StraightLegRaise(Side.LEFT, StraightLegRaiseResult.UNABLE)))
                                    .build())
                            .build())
                    .get(60, TimeUnit.SECONDS);
        }

        assertThat(explain(platform, "p1").out()).contains("e = 5:", "R1   DEFICIT_PERSISTS_4H        HOLDS, HIGH");
        assertThat(explain(platform, "p2").out()).contains("R12  RECOVERY_NOT_DEMONSTRATED  HOLDS, MEDIUM");
        var unknown = explain(platform, "p3");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).startsWith("Nothing of patient p3 had arrived by");
    }

    private static CommandRun explain(Platform platform, String patient) {
        return CommandRun.of(
                new ExplainCommand(),
                "--live",
                "--patient",
                patient,
                "--bootstrap-server",
                platform.bootstrapServers(),
                "--registry",
                platform.registryUrl());
    }
}
