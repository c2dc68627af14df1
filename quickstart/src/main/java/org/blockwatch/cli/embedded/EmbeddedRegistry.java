package org.blockwatch.cli.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real schema registry (Apicurio) in a process of its own on the JVM that runs this one: it brings its
 * own, older, libraries. It is reachable from this machine only, refuses a schema that is not compatible both ways with
 * all earlier ones, and never outlives this process.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    /** A machine that does much else takes a minute for what takes four seconds; a registry that ends is told at once. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int LOG_LINES_SHOWN = 12;

    private final Process process;
    private final String url;
    private final Path directory;

    private EmbeddedRegistry(Process process, String url, Path directory) {
        this.process = process;
        this.url = url;
        this.directory = directory;
    }

    /** Starts a registry on a free port, in memory. */
    public static EmbeddedRegistry start() {
        return start(0, null);
    }

    /**
     * Starts a registry and returns when it answers.
     *
     * @param port 0: a free one
     * @param kept folder that keeps the schemas from run to run; null: they are gone at the end
     * @throws IllegalStateException it did not start; the message ends with the last lines of its log
     */
    public static EmbeddedRegistry start(int port, @Nullable Path kept) {
        var chosen = FreePort.or(port, "embedded registry");
        var directory = TemporaryDirectory.create("blockwatch-registry-");
        try {
            var registry = new EmbeddedRegistry(
                    launch(chosen, directory, kept), "http://%s:%s/apis/ccompat/v7".formatted(HOST, chosen), directory);
            registry.awaitReady();
            return registry;
        } catch (IOException e) {
            TemporaryDirectory.delete(directory);
            throw new IllegalStateException("The embedded registry could not be launched: " + e.getMessage(), e);
        }
    }

    /** Returns the Confluent-compatible address, for {@code schema.registry.url}. */
    public String url() {
        return url;
    }

    /** Stops the registry. A second call does nothing. */
    @Override
    public void close() {
        ChildJvm.stop(process, STOP_LIMIT);
        if (Files.exists(directory)) {
            TemporaryDirectory.delete(directory);
        }
    }

    private static Process launch(int port, Path directory, @Nullable Path kept) throws IOException {
        var runner = runner();
        var options = List.of(
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // a second sooner
                "-Dquarkus.http.host=" + HOST,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.io-threads=2",
                "-Dquarkus.datasource.jdbc.url=" + database(kept),
                "-Dquarkus.datasource.jdbc.initial-size=2",
                "-Dquarkus.datasource.jdbc.min-size=2");
        var classpath = copyLauncher(directory) + System.getProperty("path.separator") + runner;
        return ChildJvm.of(options, classpath, RegistryLauncher.class.getName(), runner.toString())
                .redirectErrorStream(true)
                .redirectOutput(log(directory).toFile())
                .start();
    }

    private static String database(@Nullable Path kept) {
        return kept == null
                ? "jdbc:h2:mem:registry"
                // Written through, since this process ends without notice.
                : "jdbc:h2:file:%s;WRITE_DELAY=0"
                        .formatted(kept.toAbsolutePath().resolve("registry"));
    }

    /** Copies the launcher, so that it stands on the class path alone, without this process's libraries beside it. */
    private static Path copyLauncher(Path directory) throws IOException {
        var name = RegistryLauncher.class.getName().replace('.', '/') + ".class";
        var copy = directory.resolve(name);
        Files.createDirectories(copy.getParent());
        try (InputStream bytes = EmbeddedRegistry.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(bytes, copy);
        }
        return directory;
    }

    /** Returns the registry's jar, which the build unpacks into {@code registry/} beside the classes or the jar of this one. */
    private static Path runner() throws IOException {
        Path home;
        try {
            home = Path.of(EmbeddedRegistry.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("registry");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        if (!Files.isDirectory(home)) {
            throw new IOException("there is no registry in %s; build it with 'mvn package'".formatted(home));
        }
        try (var jars = Files.newDirectoryStream(home, "*-runner.jar")) {
            return jars.iterator().next();
        }
    }

    private static Path log(Path directory) {
        return directory.resolve("registry.log");
    }

    /** Waits until the compatibility rule is set. That is Confluent's own request, and the only setting we need. */
    private void awaitReady() {
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        var rule = HttpRequest.newBuilder(URI.create(url + "/config"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .timeout(Duration.ofSeconds(5))
                .PUT(BodyPublishers.ofString("{\"compatibility\":\"FULL_TRANSITIVE\"}"))
                .build();
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!accepted(http, rule)) {
                if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failed("ended with status " + process.exitValue());
                }
                if (System.nanoTime() - limit > 0) {
                    throw failed("did not answer within " + START_LIMIT.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded registry was starting", e);
        }
    }

    private static boolean accepted(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private IllegalStateException failed(String what) {
        var shown = lastLines(log(directory));
        close();
        return new IllegalStateException(
                "The embedded registry at %s %s. Its log ends:%n%s".formatted(url, what, shown));
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
