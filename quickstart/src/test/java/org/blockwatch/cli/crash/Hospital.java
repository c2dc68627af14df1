package org.blockwatch.cli.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.blockwatch.cli.detection.TestBus;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.StreamsApp;

/** A bus, a receiver of pages, and the applications between them, on a clock on which a minute takes a second. */
final class Hospital implements AutoCloseable {

    static final double SPEED = 60;

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** How long the first tier has to answer, by policy.yaml. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Instant origin = EngineClock.system().now();
    private final EngineClock clock = EngineClock.scaled(origin, SPEED);
    private final Platform platform;
    private final Path folder;
    private final TestBus bus;
    private final Collector collector = new Collector();

    /**
     * Where nobody has been treated yet: what a run before left in the folder belongs to another broker, and beds have the
     * same names.
     *
     * @param folder for states and logs; stays for whoever wants to read them
     */
    Hospital(Platform platform, Path folder) {
        if (Files.exists(folder)) {
            TemporaryDirectory.delete(folder);
        }
        this.platform = platform;
        this.folder = folder;
        this.bus = new TestBus(platform);
    }

    Collector collector() {
        return collector;
    }

    Bed bed(String name) {
        return bed("PACU", name);
    }

    Bed bed(String unit, String name) {
        return new Bed(unit, name, bus, clock);
    }

    /** An instance of streams-app, not started; started again it gets its partitions back at once. */
    App streamsApp(String instance) {
        return streamsApp(instance, Map.of("group.instance.id", instance));
    }

    App streamsApp(String instance, Map<String, String> more) {
        Map<String, String> settings = settings();
        settings.put("state.dir", folder.resolve(instance).resolve("state").toString());
        settings.put("policy.file", given("policy.yaml"));
        settings.put("partitions", "2");
        settings.put("replication.factor", "1");
        settings.putAll(more);
        return new App(StreamsApp.class, folder.resolve(instance), settings);
    }

    /** An instance of alert-consumer, not started; started again it gets its partitions back at once. */
    App alertConsumer(String instance) {
        return alertConsumer(
                instance,
                Map.of(
                        "kafka.group.instance.id",
                        instance,
                        "roster",
                        given("roster.yaml"),
                        "channels",
                        "webhook,snpp",
                        "snpp.host",
                        "127.0.0.1",
                        "snpp.port",
                        Integer.toString(App.freePort()),
                        "api.tokens",
                        "ward=" + TOKEN));
    }

    App alertConsumer(String instance, Map<String, String> more) {
        Map<String, String> settings = settings();
        settings.put("channels", "webhook");
        settings.put("canary.every", "off"); // a synthetic patient must not reach a point in the place of a real one
        settings.put("webhook.url", collector.url());
        settings.put("webhook.secret", Collector.SECRET);
        settings.put("transactional.id", instance);
        settings.put("canary.every", "off"); // only what the accidents bring is counted
        settings.putAll(more);
        return new App(AlertConsumer.class, folder.resolve(instance), settings);
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "bootstrap.servers", platform.bootstrapServers(),
                "schema.registry.url", platform.registryUrl(),
                "clock.speed", Double.toString(SPEED),
                "clock.origin", origin.toString()));
    }

    /**
     * Somebody acknowledges what they were paged for.
     *
     * @param eventId again the same if it is said again
     * @return the status, or 0 without an answer
     */
    static int acknowledge(App alertConsumer, Collector.Got page, String eventId) {
        return alertConsumer.post(
                "/api/v1/alerts/" + page.alert() + "/answers",
                TOKEN,
                "{\"kind\":\"ACKNOWLEDGED\",\"by\":\"doctor\",\"eventId\":\"" + eventId + "\"}");
    }

    /** A file beside the rules by which processes die. */
    static String given(String name) {
        return App.given(name).toString();
    }

    /** What has been sent for a bed, as it stands. */
    Reckoning reckoning(Bed bed) {
        return new Reckoning(
                collector.pages(bed.name()),
                bus.read(PageRequest.class, bed.patientId()),
                bus.read(PageEvent.class, bed.patientId()));
    }

    /** Whether the alert of the seizure has ended. */
    boolean isCalm(Bed bed) {
        return bus.read(Alert.class, bed.patientId()).stream()
                .anyMatch(alert -> alert.getCode() == AlertCode.LAST_SUSPECTED && alert.getPhase() == AlertPhase.END);
    }

    @Override
    public void close() {
        bus.close();
        collector.close();
    }
}
