package org.blockwatch.cli.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What lies under ops: rules, their tests, dashboards. */
final class OpsFiles {

    static final Path RULES = Path.of("../ops/prometheus/rules");
    static final Path RULE_TESTS = Path.of("../ops/prometheus/tests");
    static final Path BOARDS = Path.of("../ops/grafana/boards");
    static final Path DASHBOARDS = Path.of("../ops/grafana/dashboards");
    static final Path RUNBOOKS = Path.of("../docs/runbooks");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper();

    private OpsFiles() {}

    /** Every rule, recording and alerting, in the order of the files. */
    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        for (Path file : files(RULES, ".yml")) {
            read(YAML, file).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        }
        return rules;
    }

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** Every group of promtool's tests. */
    static List<JsonNode> ruleTests() {
        List<JsonNode> tests = new ArrayList<>();
        files(RULE_TESTS, ".yml").forEach(file -> read(YAML, file).path("tests").forEach(tests::add));
        return tests;
    }

    static List<JsonNode> dashboards() {
        return files(DASHBOARDS, ".json").stream().map(file -> read(JSON, file)).toList();
    }

    static JsonNode yaml(Path file) {
        return read(YAML, file);
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
