package org.blockwatch.cli.detection;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.service.clock.EngineClock;

/** A clock on which four hours take 20 s, an application's settings for it, and what is charted by it. */
final class WardExamples {
    static final double SPEED = 720;

    private final Instant origin = EngineClock.system().now();
    final EngineClock clock = EngineClock.scaled(origin, SPEED);

    Map<String, String> settings(Platform platform, Path stateDir) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("bootstrap.servers", platform.bootstrapServers());
        settings.put("schema.registry.url", platform.registryUrl());
        settings.put("state.dir", stateDir.toString());
        settings.put("partitions", "2");
        settings.put("replication.factor", "1");
        settings.put("http.port", "0");
        settings.put("clock.speed", Double.toString(SPEED));
        settings.put("clock.origin", origin.toString());
        return settings;
    }

    /** When the wall shows what the engine calls {@code instant}. */
    Instant wall(Instant instant) {
        return origin.plus(clock.wall(Duration.between(origin, instant)));
    }

    BlockPerformed block(String patientId) {
        return BlockPerformed.newBuilder()
                .setEventId("block")
                .setPatientId(patientId)
                .setOccurredAt(clock.now())
                .setBlockId(patientId + "-block")
                .setBaseline(NeuroExam.newBuilder().build())
                .build();
    }

    NeuroAssessment legs(String patientId, String eventId, StraightLegRaiseResult left) {
        return NeuroAssessment.newBuilder()
                .setEventId(eventId)
                .setPatientId(patientId)
                .setOccurredAt(clock.now())
                .setExam(NeuroExam.newBuilder()
                        .setStraightLegRaise(List.of(
                                new StraightLegRaise(Side.LEFT, left),
                                new StraightLegRaise(Side.RIGHT, StraightLegRaiseResult.ABLE)))
                        .build())
                .build();
    }
}
