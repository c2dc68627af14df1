package org.blockwatch.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.blockwatch.bench.engine.Assignment;
import org.blockwatch.bench.engine.EngineProcess;
import org.jspecify.annotations.Nullable;

/** One engine at work in a fresh JVM: started with nothing known, stopped at the end. */
public final class Trial implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    /** Room enough that no engine is short of it, the same for each. */
    private static final List<String> OPTIONS = List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC");

    private final BenchBus bus;
    private final Assignment assignment;
    private final Child child;
    private final Duration startedIn;

    private Trial(BenchBus bus, Assignment assignment, Child child, Duration startedIn) {
        this.bus = bus;
        this.assignment = assignment;
        this.child = child;
        this.startedIn = startedIn;
    }

    /**
     * What an engine has used up to an instant.
     *
     * @param nanos of this process
     * @param done statements whose offsets are committed
     * @param cpu of the engine's process
     * @param brokerCpu of the broker's
     * @param logBytes in the logs of all topics but those of statements
     * @param stateBytes in the engine's folder
     */
    public record Reading(long nanos, long done, Duration cpu, Duration brokerCpu, long logBytes, long stateBytes) {}

    /**
     * Starts an engine and returns when it says that it is ready.
     *
     * @param directory for its state
     * @param group new for an engine that is to know nothing
     * @param clockAt null: the wall's
     */
    public static Trial start(
            PeerEngine peer, BenchBus bus, Path directory, String group, @Nullable Instant clockAt, boolean judgeAtOnce)
            throws InterruptedException {
        return start(
                peer,
                bus,
                group,
                new Assignment(
                        peer.engine(),
                        bus.bootstrapServers(),
                        bus.registryUrl(),
                        group,
                        directory.resolve("state-" + group).toString(),
                        BenchBus.PARTITIONS,
                        0,
                        clockAt == null ? null : clockAt.toEpochMilli(),
                        judgeAtOnce));
    }

    /**
     * Starts one instance of several of Blockwatch, with one copy of each partition's state on another, and returns when it runs.
     *
     * @param directory for its own state
     * @param name its own
     */
    public static Trial startInstance(BenchBus bus, Path directory, String group, String name)
            throws InterruptedException {
        return start(
                PeerEngine.BLOCKWATCH,
                bus,
                name,
                new Assignment(
                        PeerEngine.BLOCKWATCH.engine(),
                        bus.bootstrapServers(),
                        bus.registryUrl(),
                        group,
                        directory.resolve("state-" + name).toString(),
                        BenchBus.PARTITIONS,
                        1,
                        null,
                        false));
    }

    private static Trial start(PeerEngine peer, BenchBus bus, String name, Assignment assignment)
            throws InterruptedException {
        String classpath = peer.classpath()
                .orElseThrow(() -> new IllegalStateException(
                        peer.label() + " has not been built: run ./blockwatch bench, or mvn -Ppeers package"));
        long begun = System.nanoTime();
        Child child = Child.start(
                peer.label(),
                classpath,
                options(bus, name),
                bus.logs().resolve(name + ".log"),
                EngineProcess.class.getName(),
                assignment.written());
        try {
            String line = child.line(READY_WITHIN);
            while (!line.equals(EngineProcess.READY)) {
                line = child.line(READY_WITHIN);
            }
            return new Trial(bus, assignment, child, Duration.ofNanos(System.nanoTime() - begun));
        } catch (RuntimeException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    private static List<String> options(BenchBus bus, String name) {
        List<String> options = new ArrayList<>(OPTIONS);
        if (bus.profiled()) {
            options.add("-XX:StartFlightRecording=settings=profile,filename="
                    + bus.logs().resolve(name + ".jfr"));
        }
        return options;
    }

    /** From the start of the JVM until it was ready. */
    public Duration startedIn() {
        return startedIn;
    }

    /** Statements whose offsets it has committed. */
    public long done() {
        if (!child.isAlive()) {
            throw new IllegalStateException(assignment.group() + " has ended");
        }
        return bus.done(assignment.group());
    }

    /** What it has used so far. */
    public Reading reading() {
        Map<String, Long> written = bus.written();
        return new Reading(
                System.nanoTime(),
                done(),
                child.cpu(),
                bus.process().cpu(),
                written.values().stream().mapToLong(Long::longValue).sum(),
                size(Path.of(assignment.stateDir())));
    }

    /** The most memory that its process has had. */
    public long peakMemory() {
        return child.peakMemory();
    }

    /**
     * Waits until a number of statements is done with.
     *
     * @return whether that was in time
     */
    public boolean awaitDone(long statements, Duration within) throws InterruptedException {
        return Waiting.until(within, () -> done() >= statements);
    }

    /** Ends its process at once. */
    public void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }

    /** Files come and go while an engine works. */
    private static long size(Path directory) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(Trial::sizeOf).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
