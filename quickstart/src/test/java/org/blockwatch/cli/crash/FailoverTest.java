package org.blockwatch.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.blockwatch.cli.embedded.EmbeddedBroker;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ladders go on when what carries them goes over to others, or is away for a while. */
@WithPlatform
@Tag("crash")
@Timeout(600)
class FailoverTest {

    private static final Map<String, String> MISSED_SOON = Map.of(
            "kafka.consumer.session.timeout.ms",
            "6000",
            "kafka.session.timeout.ms",
            "6000",
            "num.standby.replicas",
            "1");

    private final Platform platform;
    private int beds;

    FailoverTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void shouldGoOnWithOneOfTwoInstancesOfEach() throws Exception {
        try (Hospital hospital = new Hospital(platform, folder("failover"));
                App streams1 = hospital.streamsApp("streams-1", MISSED_SOON);
                App streams2 = hospital.streamsApp("streams-2", MISSED_SOON);
                App consumer1 = hospital.alertConsumer("consumer-1", MISSED_SOON);
                App consumer2 = hospital.alertConsumer("consumer-2", MISSED_SOON)) {
            List<App> all = List.of(streams1, streams2, consumer1, consumer2);
            all.forEach(App::start);
            all.forEach(App::awaitReady);
            List<Bed> before = seize(hospital);
            before.forEach(bed -> awaitTier(hospital, bed, 1));

            streams1.order("before the page is committed", Death.KILL);
            consumer1.order("with the page accepted, nothing recorded", Death.KILL);
            List<Bed> meanwhile = seize(hospital);
            streams1.awaitDeath();
            Instant killed = EngineClock.system().now();
            consumer1.awaitDeath();
            meanwhile.forEach(bed -> awaitTier(hospital, bed, 1));
            System.out.printf(
                    "One of two instances of each was killed with open transactions; the last page came %d ms later%n",
                    Duration.between(killed, lastArrival(hospital, meanwhile)).toMillis());

            streams1.start();
            consumer1.start();
            all.forEach(App::awaitReady);
            List<Bed> after = seize(hospital);
            after.forEach(bed -> awaitTier(hospital, bed, 1));

            for (List<Bed> seized : List.of(before, meanwhile, after)) {
                assertSound(hospital, seized);
            }
        }
    }

    @Test
    void shouldGoOnWhenTheBrokerComesBack(@TempDir Path directory) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(0, directory);
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        Platform own = new Own(broker.bootstrapServers(), platform.registryUrl());
        try (Hospital hospital = new Hospital(own, folder("broker"));
                App streamsApp = hospital.streamsApp("streams-app").start().awaitReady();
                App alertConsumer =
                        hospital.alertConsumer("alert-consumer").start().awaitReady()) {
            List<Bed> before = seize(hospital);
            before.forEach(bed -> awaitTier(hospital, bed, 1));

            broker.close();
            await().atMost(Duration.ofSeconds(120)).until(() -> !alertConsumer.isReady());
            broker = EmbeddedBroker.start(port, directory);

            List<Bed> after = seize(hospital);
            after.forEach(bed -> awaitTier(hospital, bed, 1));
            assertSound(hospital, before);
            assertSound(hospital, after);
        } finally {
            broker.close();
        }
    }

    /** More patients than partitions, so that every instance has some. */
    private List<Bed> seize(Hospital hospital) {
        List<Bed> seized = IntStream.range(0, 6)
                .mapToObj(bed -> hospital.bed("bed-" + ++beds))
                .toList();
        seized.forEach(Bed::blocked);
        seized.forEach(Bed::seizes);
        return seized;
    }

    private static void awaitTier(Hospital hospital, Bed bed, int tier) {
        await("tier %d of %s is paged".formatted(tier, bed.name()))
                .atMost(Duration.ofSeconds(120))
                .until(() -> hospital.collector().pages(bed.name()).stream().anyMatch(page -> page.tier() == tier));
    }

    private static Instant lastArrival(Hospital hospital, List<Bed> seized) {
        return seized.stream()
                .map(bed -> hospital.collector().pages(bed.name()).get(0).at())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static void assertSound(Hospital hospital, List<Bed> seized) {
        seized.forEach(bed -> await().atMost(Duration.ofSeconds(120))
                .until(() -> hospital.reckoning(bed).isClosed()));
        assertThat(seized).allSatisfy(bed -> hospital.reckoning(bed).assertSound(1));
    }

    private static Path folder(String name) {
        return Path.of("target", "crash", name).toAbsolutePath();
    }

    /** A broker of this test's own, with the registry of all. */
    private record Own(String bootstrapServers, String registryUrl) implements Platform {
        @Override
        public void close() {}
    }
}
