package org.blockwatch.cli.crash;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/**
 * Debian's prometheus-alertmanager as it comes, alone and with its own defaults (a snapshot every 15 minutes, repeats
 * every 4 hours), save that it waits a second and not 30 for more alerts of a bed.
 */
final class AlertmanagerPager implements Pager {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Collector collector = new Collector((id, body) -> new Collector.Got(
            id,
            body.path("groupLabels").path("bed").asText(),
            "",
            0,
            EngineClock.system().now()));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port = App.freePort();
    private @Nullable Process process;

    AlertmanagerPager(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: ward, group_by: [bed], group_wait: 1s}
                receivers: [{name: ward, webhook_configs: [{url: '%s', send_resolved: false}]}]
                """.formatted(collector.url()));
    }

    @Override
    public String name() {
        return "Alertmanager";
    }

    @Override
    public Collector collector() {
        return collector;
    }

    @Override
    public void start() {
        try {
            process = new ProcessBuilder(
                            "prometheus-alertmanager",
                            "--config.file=" + folder.resolve("alertmanager.yml"),
                            "--storage.path=" + folder.resolve("storage"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address=")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Install Debian's package prometheus-alertmanager; .ci/run does", e);
        }
        await("Alertmanager is ready")
                .atMost(SOON)
                .until(() -> status(HttpRequest.newBuilder(at("/-/ready")).build()) == 200);
    }

    @Override
    public void kill() {
        Objects.requireNonNull(process).destroyForcibly().onExit().join();
    }

    @Override
    public void raise(String bed) {
        post(bed, EngineClock.system().now().plus(Duration.ofHours(1)).toString());
    }

    /** As Prometheus does every minute. */
    @Override
    public void remind(String bed) {
        raise(bed);
    }

    @Override
    public void raiseAndKillBeforePaging(String bed) {
        raise(bed);
        kill();
    }

    @Override
    public void end(String bed) {
        post(bed, EngineClock.system().now().toString());
    }

    private void post(String bed, String endsAt) {
        var alert = JSON.createArrayNode();
        alert.addObject()
                .put("endsAt", endsAt)
                .putObject("labels")
                .put("alertname", "LAST_SUSPECTED")
                .put("bed", bed);
        HttpRequest request = HttpRequest.newBuilder(at("/api/v2/alerts"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(alert.toString()))
                .build();
        await("Alertmanager takes the alert").atMost(SOON).until(() -> status(request) == 200);
    }

    private int status(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0; // not there yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        kill();
        collector.close();
    }
}
