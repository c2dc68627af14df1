package org.blockwatch.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.blockwatch.cli.embedded.ChildJvm;
import org.blockwatch.cli.embedded.FreePort;
import org.jboss.byteman.agent.Main;
import org.jspecify.annotations.Nullable;

/** One application as a process of its own, with the same settings and the same folder in all its lives. */
final class App implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Duration REPLY = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Class<?> main;
    private final Path folder;
    private final Map<String, String> settings;
    private final int port = freePort();
    private @Nullable Process process;

    /**
     * An application that does not run yet.
     *
     * @param main its class with the main method
     * @param folder where its log is, and the orders to die
     * @param settings by key; the port of its doors is added
     */
    App(Class<?> main, Path folder, Map<String, String> settings) {
        this.main = main;
        this.folder = folder;
        this.settings = new TreeMap<>(settings);
        this.settings.put("http.port", Integer.toString(port));
    }

    /** Begins a life; returns at once. */
    App start() {
        try {
            Files.createDirectories(folder);
            ProcessBuilder java = ChildJvm.of(
                    List.of(
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-javaagent:" + agent() + "=script:" + given("failpoints.btm"),
                            "-D" + Failpoints.FOLDER + "=" + folder),
                    System.getProperty("java.class.path"),
                    main.getName());
            settings.forEach((key, value) ->
                    java.environment().put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
            File log = folder.resolve("log").toFile();
            process = java.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a life unless it has one. */
    void revive() {
        if (process == null || !process.isAlive()) {
            start();
        }
    }

    /** Waits until it does its work. */
    App awaitReady() {
        await("%s is ready".formatted(folder.getFileName())).atMost(SOON).until(this::isReady);
        return this;
    }

    /** Tells it where to die, once. */
    void order(String point, Death death) {
        try {
            Files.deleteIfExists(folder.resolve(Failpoints.REACHED));
            Path draft = Files.writeString(folder.resolve("draft"), point + "\n" + death);
            Files.move(draft, folder.resolve(Failpoints.ORDER), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has reached the point that was ordered, and is dead. */
    void awaitDeath() {
        await("%s dies where it was told to: %s/order".formatted(main.getSimpleName(), folder))
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(folder.resolve(Failpoints.REACHED)));
        kill();
    }

    /** {@code kill -9}. */
    void kill() {
        Process life = Objects.requireNonNull(process);
        life.destroyForcibly().onExit().join();
        assertThat(life.exitValue()).isEqualTo(Failpoints.STATUS);
    }

    boolean isReady() {
        return status(HttpRequest.newBuilder(at("/health/ready"))) == 200;
    }

    /** Posts JSON to its doors: the status, or 0 without an answer. */
    int post(String path, String token, String json) {
        return status(HttpRequest.newBuilder(at(path))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static int status(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(REPLY).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0; // its doors are not open, or it died behind them
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Its last end: in order, if it can. */
    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Path agent() {
        return whereIs(Main.class);
    }

    /** A file of these tests. */
    static Path given(String name) {
        return whereIs(App.class).resolve("crash").resolve(name);
    }

    private static Path whereIs(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A port that nobody listens on now. */
    static int freePort() {
        return FreePort.or(0, "application");
    }
}
