package org.blockwatch.cli.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.blockwatch.cli.embedded.EmbeddedPlatform;
import org.blockwatch.cli.embedded.EmbeddedRegistry;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.StreamsApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry that goes away after the start stops no event; a schema that nobody knows yet waits, and stops no other. */
@Timeout(600)
class RegistryOutageTest {
    private static final Duration SOON = Duration.ofSeconds(100);

    @Test
    void shouldGoOnWithEveryKnownSchemaAndHoldBackTheUnknownOne(@TempDir Path directory) {
        String patient = "p1";
        WardExamples ward = new WardExamples();
        try (EmbeddedPlatform platform = EmbeddedPlatform.start();
                TestBus bus = new TestBus(platform);
                StreamsApp app = StreamsApp.start(ward.settings(platform, directory), ward.clock)) {
            await().atMost(SOON).until(app::isReady);
            bus.prepare();
            platform.registry().close();

            bus.send(Topics.VITALS, patient, new byte[] {0, 0, 0, 42, 42, 1, 2, 3});
            bus.send(patient, ward.block(patient));
            bus.send(patient, ward.legs(patient, "a1", UNABLE));

            await().atMost(SOON)
                    .until(() -> bus.read(Alert.class, patient).stream()
                            .anyMatch(alert -> alert.getCode() == AlertCode.ASSESSMENT_OVERDUE)); // timers go on too
            assertThat(bus.read(PageRequest.class, patient))
                    .extracting(PageRequest::getCode)
                    .contains(AlertCode.SIGNIFICANT_MOTOR_BLOCK);
            assertThat(bus.records(Topics.DEAD_LETTERS, patient)).isEmpty();
            await().atMost(SOON).until(app::isReady);
            assertThat(app.meters()
                            .get("blockwatch.stream.threads.replaced")
                            .counter()
                            .count())
                    .isZero();

            int port = URI.create(platform.registryUrl()).getPort();
            try (EmbeddedRegistry empty = EmbeddedRegistry.start(port, null)) {
                await().atMost(SOON)
                        .until(() -> bus.records(Topics.DEAD_LETTERS, patient).size() == 1); // it knows no such id
            }
        }
    }
}
