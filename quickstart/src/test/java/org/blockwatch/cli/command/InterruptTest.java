package org.blockwatch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.blockwatch.cli.Blockwatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C at any instant: no stack trace, nothing left behind, nothing that runs on. */
@Tag("crash")
@Timeout(1200)
class InterruptTest {

    private static final int TIMES = 10;
    private static final int LATEST_MILLIS = 6_000;
    private static final Instant FIRST = Instant.parse("2026-03-01T09:00:00Z");
    private static final String BLOCK = """
            {"type":"BlockPerformed","eventId":"b%1$d","blockId":"b%1$d","patientId":"p%1$d","occurredAt":"%2$s"}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --broker-port 0 --registry-port 0 --streams-app-port 0 --alert-consumer-port 0",
                "demo --patients 5",
                "replay --until 2026-03-08T09:00:00Z FILE",
                "replay --until 2026-03-08T09:00:00Z -"
            })
    void shouldLeaveNothingWheneverItIsInterrupted(String command) throws Exception {
        var file = Files.writeString(folder.resolve("statements.ndjson"), statements());
        var random = new Random(command.hashCode());
        for (var time = 0; time < TIMES; time++) {
            var temporary = Files.createDirectory(folder.resolve("tmp" + time));
            var log = folder.resolve("log" + time).toFile();
            var process = start(command.replace("FILE", file.toString()), temporary, log);
            var millis = random.nextInt(LATEST_MILLIS);
            if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                interrupt(process);
            }

            var told = "%s, interrupted after %d ms".formatted(command, millis);
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(told).isTrue();
            assertThat(Files.readString(log.toPath(), UTF_8)).as(told).doesNotContain("\tat ", "Exception");
            assertThat(process.exitValue()).as(told).isIn(0, 130, 143);
            assertThat(left(temporary)).as(told).isEmpty();
            await(told)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ProcessHandle.allProcesses().noneMatch(other -> runsIn(other, temporary)));
        }
    }

    private static String statements() {
        var lines = new StringBuilder();
        for (var patient = 0; patient < 300; patient++) {
            lines.append(BLOCK.formatted(patient, FIRST.plusSeconds(patient)));
        }
        return lines.toString();
    }

    private static Process start(String command, Path temporary, File log) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Blockwatch.class.getName()));
        words.addAll(List.of(command.split(" ")));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    /** As a terminal does; where this test itself runs in the background, its children ignore that, but not SIGTERM. */
    private static void interrupt(Process process) throws IOException, InterruptedException {
        if (ignoresInterrupts()) {
            process.destroy();
        } else {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    private static boolean ignoresInterrupts() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).strip(), 16))
                    .anyMatch(ignored -> (ignored & 0b10) != 0);
        }
    }

    private static List<Path> left(Path temporary) throws IOException {
        try (Stream<Path> paths = Files.list(temporary)) {
            return paths.toList();
        }
    }

    private static boolean runsIn(ProcessHandle process, Path temporary) {
        return process.info().arguments().stream()
                .flatMap(Stream::of)
                .anyMatch(word -> word.contains(temporary.toString()));
    }
}
