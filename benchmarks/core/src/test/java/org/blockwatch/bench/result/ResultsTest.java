package org.blockwatch.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Figure FIGURE = new Figure(
            "latency", "blockwatch", "ms p99", Map.of("patients", "10000"), List.of(310.0, 290.0, 400.0, 301.0));

    @TempDir
    private Path directory;

    @Test
    void shouldKeepEachFigureWithItsSpreadAndWhereItWasTaken() throws IOException {
        Results results = new Results(directory.resolve("out"), Conditions.here(Map.of("effort", "smoke")));
        results.add(FIGURE);
        results.remark("nothing differed");
        results.write();

        JsonNode kept = new ObjectMapper()
                .readTree(directory.resolve("out/results.json").toFile());
        assertThat(kept.at("/conditions/machine/cores").asText()).isNotEmpty();
        assertThat(kept.at("/conditions/versions/Kafka clients").asText()).isNotEmpty();
        assertThat(kept.at("/figures/0/n").asInt()).isEqualTo(4);
        assertThat(kept.at("/figures/0/median").asDouble()).isEqualTo(305.5);
        assertThat(directory.resolve("out/results.md"))
                .content()
                .contains("| blockwatch | patients 10000 | ms p99 | 306 | 290 | 400 | 4 |", "nothing differed");
    }

    @Test
    void shouldDrawCurves() {
        Path plot = directory.resolve("growth.svg");

        Plot.write(
                plot, "Growth", "patients", "µs", Map.of("a record", new TreeMap<>(Map.of(1_000, 20.0, 10_000, 21.0))));

        assertThat(plot).content().hasSizeGreaterThan(1_000).contains("<svg");
    }
}
