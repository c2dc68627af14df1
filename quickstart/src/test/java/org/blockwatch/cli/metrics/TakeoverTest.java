package org.blockwatch.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.StreamsApp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two instances show together, with standby copies, and what the one shows that is left. */
@WithPlatform
@Tag("crash")
class TakeoverTest {

    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final int PATIENTS = 12;
    private static final int PARTITIONS = 4;

    private final EngineClock clock = EngineClock.system();

    @Test
    void shouldCountEachPatientOnceHoweverManyKeepCopies(Platform platform, @TempDir Path folder) {
        try (StreamsApp first = start(platform, folder.resolve("1"))) {
            await().atMost(LIMIT).until(first::isReady);
            publish(platform);
            await().atMost(LIMIT).until(() -> open(first) == PATIENTS);
            double alerts = sum("blockwatch_ladders_open", first);

            try (StreamsApp second = start(platform, folder.resolve("2"))) {
                await().atMost(LIMIT)
                        .until(() -> tasks("active", second) > 0
                                && tasks("active", first, second) == PARTITIONS
                                && tasks("standby", first, second) == PARTITIONS);
                await().atMost(LIMIT).untilAsserted(() -> {
                    assertThat(open(first, second)).isEqualTo(PATIENTS);
                    assertThat(open(second)).as("those of its own partitions").isBetween(1.0, PATIENTS - 1.0);
                    assertThat(sum("blockwatch_ladders_open", first, second)).isEqualTo(alerts);
                    assertThat(sum("blockwatch_timers_open", second)).isPositive();
                });
            }

            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(tasks("active", first)).isEqualTo(PARTITIONS);
                assertThat(tasks("standby", first)).isZero();
                assertThat(open(first)).isEqualTo(PATIENTS);
                assertThat(sum("blockwatch_ladders_open", first)).isEqualTo(alerts);
            });
        }
    }

    private StreamsApp start(Platform platform, Path state) {
        return StreamsApp.start(
                Map.of(
                        "bootstrap.servers", platform.bootstrapServers(),
                        "schema.registry.url", platform.registryUrl(),
                        "http.port", "0",
                        "state.dir", state.toString(),
                        "partitions", Integer.toString(PARTITIONS),
                        "replication.factor", "1",
                        "num.standby.replicas", "1"),
                clock);
    }

    private void publish(Platform platform) {
        Instant now = clock.now();
        try (var bus = Publisher.to(platform)) {
            for (int n = 0; n < PATIENTS; n++) {
                bus.publish(PlainJson.readStatement("""
                        {"type":"BlockPerformed","eventId":"b%1$d","blockId":"b%1$d","patientId":"p%1$d","occurredAt":"%2$s",
                         "laterality":"LEFT","baseline":{},"guidance":"FLUOROSCOPY_WITH_CONTRAST","aspiration":"NEGATIVE"}
                        """.formatted(n, now.minusSeconds(5 * 3600))));
            }
        }
    }

    private static double open(StreamsApp... apps) {
        return sum("blockwatch_blocks_open", apps);
    }

    private static double tasks(String role, StreamsApp... apps) {
        return Stream.of(apps)
                .mapToDouble(app -> Scrape.of(app.address()).sum("blockwatch_tasks", "role", role))
                .sum();
    }

    private static double sum(String name, StreamsApp... apps) {
        return Stream.of(apps)
                .mapToDouble(app -> Scrape.of(app.address()).sum(name))
                .sum();
    }
}
