package org.blockwatch.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The figures of a run, kept as they come: {@code results.json} and, for people, {@code results.md}. Written again after every benchmark,
 * so that a run that is stopped leaves what it had.
 */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path directory;
    private final Conditions conditions;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** @param directory is made if it is missing; former results there are replaced */
    public Results(Path directory, Conditions conditions) {
        this.directory = directory;
        this.conditions = conditions;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("No results can be kept in " + directory + ": choose another --out", e);
        }
    }

    public void add(Figure figure) {
        figures.add(figure);
    }

    /** What is no figure: alerts that differ, a benchmark that could not run. */
    public void remark(String remark) {
        remarks.add(remark);
    }

    /** So far, in the order in which they came. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Where results and plots are. */
    public Path directory() {
        return directory;
    }

    /** Writes both files. */
    public void write() {
        try {
            Files.writeString(directory.resolve("results.json"), json() + "\n");
            Files.writeString(directory.resolve("results.md"), Tables.of(conditions, figures, remarks));
        } catch (IOException e) {
            throw new UncheckedIOException("The results could not be written to " + directory, e);
        }
    }

    private String json() throws JsonProcessingException {
        ObjectNode all = JSON.createObjectNode();
        ObjectNode where = all.putObject("conditions");
        where.put("at", conditions.at().toString());
        where.put("commit", conditions.commit());
        put(where.putObject("machine"), conditions.machine());
        put(where.putObject("versions"), conditions.versions());
        put(where.putObject("options"), conditions.options());
        ArrayNode list = all.putArray("figures");
        for (Figure figure : figures) {
            ObjectNode one = list.addObject();
            one.put("benchmark", figure.benchmark());
            one.put("subject", figure.subject());
            one.put("metric", figure.metric());
            put(one.putObject("conditions"), figure.conditions());
            one.put("n", figure.n());
            one.put("median", figure.median());
            one.put("min", figure.min());
            one.put("max", figure.max());
            figure.values().forEach(one.withArray("values")::add);
        }
        remarks.forEach(all.putArray("remarks")::add);
        return JSON.writeValueAsString(all);
    }

    private static void put(ObjectNode node, Map<String, String> values) {
        values.forEach(node::put);
    }
}
