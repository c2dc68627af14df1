package org.blockwatch.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.blockwatch.cli.embedded.ChildJvm;

/** A JVM of its own. It stops in order when its stdin ends, and never outlives this process. Its stderr goes to a file. */
public final class Child implements AutoCloseable {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Path log;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Thread reader = new Thread(this::read, name + "-stdout");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param classpath as of {@code java -cp}
     * @param main a main class, then its arguments
     * @param log is replaced
     */
    public static Child start(String name, String classpath, List<String> options, Path log, String... main) {
        try {
            Files.createDirectories(log.getParent());
            return new Child(
                    name,
                    ChildJvm.of(options, classpath, main)
                            .redirectError(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException("The process of " + name + " could not be started", e);
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // it has ended
        }
    }

    /**
     * The next line that it prints to stdout.
     *
     * @throws IllegalStateException if it has ended, or prints none in time
     */
    public String line(Duration within) throws InterruptedException {
        long limit = System.nanoTime() + within.toNanos();
        while (System.nanoTime() - limit < 0) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " has ended; its log is " + log);
            }
        }
        throw new IllegalStateException("%s said nothing within %s; its log is %s".formatted(name, within, log));
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time used so far, by all of its threads. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that it has had in RAM so far, in bytes; 0 where the system does not say. */
    public long peakMemory() {
        try (var status = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends it at once, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Asks it to stop, and waits until it has. */
    @Override
    public void close() {
        ChildJvm.stop(process, STOP_WITHIN);
    }
}
