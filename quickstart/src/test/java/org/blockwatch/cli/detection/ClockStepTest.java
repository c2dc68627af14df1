package org.blockwatch.cli.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.SteadyClock;
import org.blockwatch.streams.StreamsApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clock of streams-app's machine is set an hour ahead, and back, in the middle of a countdown. */
@WithPlatform
@Timeout(600)
class ClockStepTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration TO_THE_DEADLINE = Duration.ofSeconds(30);
    private static final String PATIENT = "p-clock";

    @Test
    void shouldFireNothingEarlyAndTheDeadlineOnTimeAndSayThatTheClockIsNotBelieved(
            Platform platform, @TempDir Path state) {
        SettableClock wall = new SettableClock();
        EngineClock clock = EngineClock.following(new SteadyClock(wall, System::nanoTime));
        WardExamples ward = new WardExamples();
        Map<String, String> settings = new HashMap<>(ward.settings(platform, state));
        settings.keySet().removeIf(key -> key.startsWith("clock."));
        try (StreamsApp app = StreamsApp.start(settings, clock);
                TestBus bus = new TestBus(platform)) {
            await().atMost(SOON).until(app::isReady);
            Instant deadline = clock.now().plus(TO_THE_DEADLINE);
            BlockPerformed block = ward.block(PATIENT);
            block.setOccurredAt(deadline.minus(Duration.ofHours(4)));
            bus.send(PATIENT, block);
            NeuroAssessment weak = ward.legs(PATIENT, "a1", StraightLegRaiseResult.UNABLE);
            weak.setOccurredAt(clock.now().minus(Duration.ofMinutes(5)));
            bus.send(PATIENT, weak);
            await().atMost(SOON)
                    .until(() ->
                            !started(bus, AlertCode.SIGNIFICANT_MOTOR_BLOCK).isEmpty());

            wall.set = Duration.ofHours(1);
            await().atMost(SOON).until(() -> steps(app) == 1);
            assertThat(app.unreadyReasons()).containsKey("clock");
            wall.set = Duration.ZERO;
            await().atMost(SOON).until(() -> steps(app) == 2);

            await().atMost(SOON)
                    .until(() -> !started(bus, AlertCode.DEFICIT_PERSISTS_4H).isEmpty());
            Alert alert = started(bus, AlertCode.DEFICIT_PERSISTS_4H).get(0);
            assertThat(alert.getDueAt()).isEqualTo(deadline);
            assertThat(alert.getAt()).isBetween(deadline, deadline.plusSeconds(60));
            await().atMost(SOON).until(app::isReady);
            assertThat(app.unreadyReasons()).isEmpty();
        }
    }

    private static double steps(StreamsApp app) {
        return app.meters().get("blockwatch.clock.steps").counter().count();
    }

    private static List<Alert> started(TestBus bus, AlertCode code) {
        return bus.read(Alert.class, PATIENT).stream()
                .filter(alert -> alert.getCode() == code && alert.getPhase() == AlertPhase.START)
                .toList();
    }

    private static final class SettableClock extends Clock {
        private final Clock machine = Clock.systemUTC();
        private volatile Duration set = Duration.ZERO;

        @Override
        public Instant instant() {
            return machine.instant().plus(set);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
