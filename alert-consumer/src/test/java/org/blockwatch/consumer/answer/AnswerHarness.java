package org.blockwatch.consumer.answer;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.blockwatch.consumer.AlertConsumerSettings;
import org.blockwatch.consumer.page.AlertKey;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.service.http.Health;
import org.blockwatch.service.http.HttpServer;
import org.blockwatch.service.settings.Settings;

/** Every door, open on a port of its own, before a log in memory that is read as the topic would be. */
final class AnswerHarness implements AutoCloseable {

    static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    static final String ALERT_ID = "implicit:patient-7/DEFICIT_PERSISTS_24H/1";
    static final String OTHER_ID = "implicit:patient-7/RED_FLAG_MRI/1";
    static final String PAGE_ID = ALERT_ID + "/1/1";
    static final String TOKEN = "a-token-of-the-charge-desk-1";
    static final String READ_TOKEN = "a-token-of-the-ward-board-22";
    static final String PAGERDUTY_SECRET = "lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK";
    static final Recipient NURSE = new Recipient("nurse-3", true, List.of("bedside nurse"), List.of());
    static final Recipient ROLES = new Recipient("proceduralist", false, List.of("proceduralist"), List.of());

    final VirtualClock clock = EngineClock.virtual(NINE);
    final PageIds ids = new PageIds("key of ids".getBytes(StandardCharsets.UTF_8));
    final List<AlertResponse> log = new CopyOnWriteArrayList<>();
    final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final AnswerEndpoints answers;
    private final AtomicLong offset = new AtomicLong();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer door;

    /** What the log does before it takes an answer; by default nothing. */
    volatile CompletableFuture<Void> logs = CompletableFuture.completedFuture(null);

    AnswerHarness() {
        this(Map.of());
    }

    AnswerHarness(Map<String, String> more) {
        this(more, CompletableFuture.completedFuture(null));
    }

    AnswerHarness(Map<String, String> more, CompletableFuture<Void> read) {
        Map<String, String> given = new HashMap<>(Map.of(
                "bootstrap.servers", "kafka:9092",
                "schema.registry.url", "http://registry:8081",
                "http.port", "0",
                "link.base", "https://pages.hospital.example/ward",
                "link.secret", "the first secret of links, the old secret of links",
                "api.tokens", "charge-desk=" + TOKEN,
                "api.read.tokens", "ward-board=" + READ_TOKEN,
                "pagerduty.webhook.secret", "another subscription's secret," + PAGERDUTY_SECRET,
                "answer.zone", "Europe/Berlin"));
        given.putAll(more);
        AlertConsumerSettings settings =
                Settings.of(AlertConsumerSettings.class, given).app();
        answers = new AnswerEndpoints(settings, ids, new Log(), clock, metrics);
        door = HttpServer.open(settings, new Health(), metrics, answers::routes);
        answers.readyAfter(read);
    }

    /** A log that says what it has taken, as the reader of the topic would. */
    private final class Log implements AnswerLog {
        @Override
        public CompletableFuture<Void> append(AlertResponse answer) {
            return logs.thenRun(() -> {
                log.add(answer);
                answers.heard(answer);
            });
        }

        @Override
        public void close() {}
    }

    void hear(Alert alert) {
        answers.heard(alert, offset.incrementAndGet());
    }

    int port() {
        return door.address().getPort();
    }

    String name() {
        return ids.alert(new AlertKey("patient-7", ALERT_ID));
    }

    /** Path and token of a link to the page. */
    String link(Recipient recipient, PageRequest page) {
        URI link = answers.links().link(recipient, page);
        return link.getPath().substring("/ward".length());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) {
        return send(request(path, headers).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> form(String path, String form, String... headers) {
        return post(path, "application/x-www-form-urlencoded", form, headers);
    }

    CompletableFuture<HttpResponse<String>> formAsync(String path, String form) {
        return http.sendAsync(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(door.address() + path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Alert.Builder alert(String alertId) {
        return Alert.newBuilder()
                .setAlertId(alertId)
                .setPatientId("patient-7")
                .setBlockId("implicit:patient-7")
                .setBlockAt(NINE.minus(Duration.ofHours(24)))
                .setCode(alertId.equals(OTHER_ID) ? AlertCode.RED_FLAG_MRI : AlertCode.DEFICIT_PERSISTS_24H)
                .setRule("R2")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(Priority.HIGH)
                .setPhase(AlertPhase.START)
                .setDueAt(NINE)
                .setAt(NINE)
                .setStartedAt(NINE)
                .setFindings(List.of("left knee extension 3 (L4) <worse>"))
                .setActions(List.of("Investigate urgently."))
                .setCitation("A block past 24 h is never normal.")
                .setRefusedCauses(List.of("delayed recovery", "residual block", "sedated"))
                .setLocation(new Location("4 West", "12"));
    }

    static Alert ended(String alertId, Instant at) {
        return alert(alertId)
                .setPhase(AlertPhase.END)
                .setEndReason(EndReason.RECOVERED)
                .setAt(at)
                .build();
    }

    static PageRequest page(String... also) {
        return PageRequest.newBuilder()
                .setPageId(PAGE_ID)
                .setAlertId(ALERT_ID)
                .setPatientId("patient-7")
                .setBlockId("implicit:patient-7")
                .setCode(AlertCode.DEFICIT_PERSISTS_24H)
                .setPriority(Priority.HIGH)
                .setReason(PageReason.ALERT_STARTED)
                .setTier(1)
                .setStep(1)
                .setRoles(List.of("bedside nurse"))
                .setRequestedAt(NINE)
                .setDueAt(NINE)
                .setBlockAt(NINE.minus(Duration.ofHours(24)))
                .setSummary("HIGH 4 West bed 12")
                .setText("HIGH 4 West bed 12")
                .setPolicyVersion("default/1")
                .setAlso(List.of(also).stream()
                        .map(alertId -> PageAlert.newBuilder()
                                .setAlertId(alertId)
                                .setDueAt(NINE)
                                .build())
                        .toList())
                .build();
    }

    static PageEvent accepted(String attemptId) {
        return PageEvent.newBuilder()
                .setPageId(PAGE_ID)
                .setAttemptId(attemptId)
                .setAlertId(ALERT_ID)
                .setPatientId("patient-7")
                .setKind(PageEventKind.ACCEPTED)
                .setTier(1)
                .setStep(1)
                .setChannel("pagerduty")
                .setAt(NINE)
                .build();
    }

    /** In the background: Jetty waits a second for connections that clients keep open. */
    @Override
    public void close() {
        CompletableFuture.runAsync(door::close).thenRun(answers::close);
    }
}
