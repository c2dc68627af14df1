package org.blockwatch.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.schemas.Canary;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The watch over a whole pipeline: its tests are one story, told in order. */
@WithPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class WatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final EngineClock clock = EngineClock.system();
    private final PageReceiver receiver = new PageReceiver();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final List<TopicWatcher.Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();

    private HttpServer deadMan;
    private Applications apps;
    private Publisher bus;
    private TopicWatcher watcher;

    @BeforeAll
    void start(Platform platform, @TempDir Path state) throws IOException {
        deadMan = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        deadMan.createContext("/", exchange -> {
            pings.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        deadMan.start();
        apps = Applications.start(
                platform,
                Applications.Plan.of(clock, state, new PrintStream(console, true, UTF_8))
                        .to(receiver.webhook())
                        .consumer(Map.of(
                                "canary.every", "PT5S",
                                "canary.within", "PT4.9S",
                                "audit.every", "PT0.5S",
                                "audit.grace", "PT2S",
                                "bundle.window", "PT1S",
                                "deadman.every", "PT0.2S",
                                "deadman.url",
                                        "http://127.0.0.1:"
                                                + deadMan.getAddress().getPort() + "/secret")));
        bus = Publisher.to(platform);
        watcher = TopicWatcher.of(
                platform, List.of(Topics.ALERTS, Topics.RECOVERY, Topics.PAGES, Topics.PAGE_EVENTS), seen::add);
    }

    @AfterAll
    void stop() {
        watcher.close();
        bus.close();
        apps.close();
        receiver.close();
        deadMan.stop(0);
    }

    @Test
    @Order(1)
    void shouldPingTheDeadManSwitchOnceACanaryHasComeThroughAndTheAuditorFindsNothing() {
        await().atMost(LIMIT).until(() -> pings.get() >= 3);
        assertThat(metrics())
                .contains("blockwatch_canary_age_seconds")
                .contains("blockwatch_canary_failures_total{stage=\"NOT_SENT\"}")
                .contains("blockwatch_audit_violations{kind=\"NO_LADDER\"} 0.0");
    }

    @Test
    @Order(2)
    void shouldShowSyntheticPatientsToNobody() {
        await().atMost(LIMIT).until(() -> canaryEvents(PageEventKind.ACCEPTED) >= 2);

        assertThat(seen)
                .as("topics of alerts and boards")
                .noneMatch(record -> record.value() instanceof Alert alert && Canary.is(alert.getPatientId()))
                .noneMatch(record -> record.value() instanceof RecoveryView view && Canary.is(view.getPatientId()));
        assertThat(receiver.naming("")).isEmpty();
        assertThat(console.toString(UTF_8)).doesNotContain("canary");
        assertThat(metrics()).doesNotContain("channel=\"canary\"");
    }

    /** Whatever a policy, an old ladder or a hand on the topic says. */
    @Test
    @Order(3)
    void shouldPageNobodyForASyntheticPatientThoughTheRequestNamesPeople() {
        var patient = Canary.PREFIX + "9999";
        bus.publish(request(patient, null, null));
        bus.publish(request(patient + "-2", "dr-7", "webhook"));
        await().atMost(LIMIT)
                .until(() -> seen.stream()
                                .filter(record -> record.value() instanceof PageEvent event
                                        && event.getPatientId().startsWith(patient)
                                        && event.getKind() == PageEventKind.ACCEPTED
                                        && Canary.ROLE.equals(event.getChannel()))
                                .count()
                        == 2);
        assertThat(receiver.naming("")).isEmpty();
        assertThat(console.toString(UTF_8)).doesNotContain("9999");
    }

    @Test
    @Order(4)
    void shouldStopPingingForAsLongAsAPromiseIsNotKept() {
        bus.publish(alert(AlertPhase.START)); // as if streams-app had lost its ladder
        await().atMost(LIMIT).until(() -> metrics().contains("blockwatch_audit_violations{kind=\"NO_LADDER\"} 1.0"));
        assertSilence();

        bus.publish(alert(AlertPhase.END));
        var before = pings.get();
        await().atMost(LIMIT).until(() -> pings.get() >= before + 3);
    }

    private void assertSilence() {
        var withheld = withheld();
        await().atMost(LIMIT).until(() -> withheld() >= withheld + 1);
        var before = pings.get();
        await().atMost(LIMIT).until(() -> withheld() >= withheld + 5);
        assertThat(pings).hasValue(before);
    }

    private double withheld() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("blockwatch_deadman_pings_total{outcome=\"withheld\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private long canaryEvents(PageEventKind kind) {
        return seen.stream()
                .filter(record -> record.value() instanceof PageEvent event
                        && Canary.is(event.getPatientId())
                        && event.getKind() == kind)
                .count();
    }

    private String metrics() {
        var request = HttpRequest.newBuilder(URI.create(apps.consumerDoor() + "/metrics"))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    private Alert alert(AlertPhase phase) {
        var now = clock.now();
        return Alert.newBuilder()
                .setAlertId("lost/RED_FLAG_MRI/1")
                .setPatientId("lost")
                .setBlockId("lost")
                .setBlockAt(now)
                .setCode(AlertCode.RED_FLAG_MRI)
                .setRule("R4")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(Priority.HIGH)
                .setPhase(phase)
                .setDueAt(now)
                .setAt(now)
                .setStartedAt(now)
                .build();
    }

    private PageRequest request(String patient, String recipient, String channel) {
        var now = clock.now();
        return PageRequest.newBuilder()
                .setPageId(patient + "/RED_FLAG_MRI/1/1/1")
                .setAlertId(patient + "/RED_FLAG_MRI/1")
                .setPatientId(patient)
                .setBlockId(patient)
                .setCode(AlertCode.RED_FLAG_MRI)
                .setPriority(Priority.HIGH)
                .setReason(PageReason.ALERT_STARTED)
                .setTier(1)
                .setStep(1)
                .setRoles(List.of("proceduralist", "rapid-response"))
                .setRecipient(recipient)
                .setChannel(channel)
                .setRequestedAt(now)
                .setDueAt(now)
                .setBlockAt(now)
                .setSummary("HIGH 9999")
                .setText("HIGH 9999")
                .setPolicyVersion("default/1")
                .build();
    }
}
