package org.blockwatch.bench.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Version;

/**
 * Where and with what figures were taken: without it they mean nothing.
 *
 * @param at when the run began
 * @param machine processor, cores, memory, system
 * @param versions of Blockwatch and what it stands on
 * @param commit of the source; {@code -dirty} if files were changed since; {@code unknown} outside a checkout
 * @param options of the run
 */
public record Conditions(
        Instant at,
        Map<String, String> machine,
        Map<String, String> versions,
        String commit,
        Map<String, String> options) {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final String UNKNOWN = "unknown";

    /** Of this machine, now. */
    public static Conditions here(Map<String, String> options) {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processor", line(PROCESSOR, "model name"));
        machine.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        machine.put("memory", line(MEMORY, "MemTotal"));
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("load at the start", first(LOAD));
        Map<String, String> versions = new LinkedHashMap<>();
        for (String version : new Version().getVersion()) {
            int name = version.matches("Kafka clients .*") ? "Kafka clients".length() : version.indexOf(' ');
            versions.put(version.substring(0, name), version.substring(name + 1));
        }
        return new Conditions(EngineClock.system().wallNow(), machine, versions, checkedOut(), options);
    }

    private static String checkedOut() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? commit : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private static String line(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN; // not Linux
        }
    }

    private static String first(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
