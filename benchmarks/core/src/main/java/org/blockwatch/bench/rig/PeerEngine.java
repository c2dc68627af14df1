package org.blockwatch.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.bench.engine.LiveBlockwatch;
import org.blockwatch.bench.engine.MeasuredEngine;
import org.blockwatch.bench.engine.NaiveFourHours;
import org.blockwatch.bench.engine.StreamsCopy;
import org.blockwatch.bench.engine.TransactionalCopy;
import org.blockwatch.schemas.Topics;

/** The engines that there are to measure, the floor first. */
public enum PeerEngine {
    CLIENTS("clients", "Kafka's clients: a transactional copy of every statement", TransactionalCopy.class.getName()),
    STREAMS("streams", "Kafka Streams: the same copy, exactly once", StreamsCopy.class.getName()),
    BLOCKWATCH("blockwatch", "Blockwatch: the live topology", LiveBlockwatch.class.getName()),
    NAIVE("naive", "Kafka Streams: the four-hour rule with a full scan", NaiveFourHours.class.getName()),
    FLINK(
            "flink",
            "Flink: Blockwatch's rules in a keyed process function",
            "org.blockwatch.bench.flink.FlinkDetection"),
    ESPER("esper", "Esper: the absence pattern alone, in memory", "org.blockwatch.bench.esper.EsperAbsence");

    /** Where the project lies; {@code ./blockwatch bench} says so. */
    private static final String ROOT = "blockwatch.root";

    private final String label;
    private final String what;
    private final String engine;

    PeerEngine(String label, String what, String engine) {
        this.label = label;
        this.what = what;
        this.engine = engine;
    }

    /** As figures call it. */
    public String label() {
        return label;
    }

    public String what() {
        return what;
    }

    /** The class name of its {@link MeasuredEngine}. */
    public String engine() {
        return engine;
    }

    /** Whether it judges by Blockwatch's rules and tells alerts of the contract. */
    public boolean tellsAlerts() {
        return this == BLOCKWATCH || this == FLINK;
    }

    /** Whether it fires deadlines. */
    public boolean firesDeadlines() {
        return this != CLIENTS && this != STREAMS;
    }

    /** Where it tells what follows. */
    public String output() {
        return tellsAlerts() ? Topics.ALERTS.topicName() : MeasuredEngine.OUTPUT;
    }

    /** The libraries that it runs on; empty if they have not been built. */
    public Optional<String> classpath() {
        return switch (this) {
            case FLINK -> module("benchmarks/flink", "target/classes");
            case ESPER -> module("benchmarks/esper", "target/test-classes");
            default -> Optional.of(System.getProperty("java.class.path"));
        };
    }

    private static Optional<String> module(String name, String classes) {
        Path module = Path.of(System.getProperty(ROOT, "."), name).toAbsolutePath();
        Path lib = module.resolve("target/lib");
        if (!Files.isDirectory(lib) || !Files.isDirectory(module.resolve(classes))) {
            return Optional.empty();
        }
        try (Stream<Path> jars = Files.list(lib)) {
            return Optional.of(Stream.concat(Stream.of(module.resolve(classes)), jars.sorted())
                    .map(Path::toString)
                    .collect(Collectors.joining(System.getProperty("path.separator"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
