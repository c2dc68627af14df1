package org.blockwatch.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Keeps the Grafana dashboards what their sources in ops/grafana/boards say, and asking for what is measured. When one is stale, write
 * all again with {@code mvn -pl quickstart -am test -Dtest=DashboardsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Ddashboards.write=true}. That each expression returns something is tried in CI by .ci/dashboards.
 */
class DashboardsTest {

    @Test
    void shouldBeWhatTheirSourcesSay() throws IOException {
        for (Path source : OpsFiles.files(OpsFiles.BOARDS, ".yml")) {
            String board = DashboardFile.of(OpsFiles.yaml(source));
            Path file =
                    OpsFiles.DASHBOARDS.resolve(source.getFileName().toString().replace(".yml", ".json"));
            if (Boolean.getBoolean("dashboards.write")) {
                Files.writeString(file, board);
            }
            assertThat(Files.readString(file))
                    .as("%s is stale; how to write it stands in DashboardsTest", file)
                    .isEqualTo(board);
        }
        assertThat(OpsFiles.files(OpsFiles.DASHBOARDS, ".json")).hasSameSizeAs(OpsFiles.files(OpsFiles.BOARDS, ".yml"));
    }

    @Test
    void shouldAskForNothingThatIsNotMeasured() {
        Set<String> uids = new HashSet<>();
        for (JsonNode board : OpsFiles.dashboards()) {
            assertThat(uids.add(board.path("uid").asText())).as("a uid twice").isTrue();
            board.findValuesAsText("expr")
                    .forEach(expression -> assertThat(Expressions.unknownNames(expression))
                            .as("%s: %s", board.path("title").asText(), expression)
                            .isEmpty());
        }
        assertThat(uids)
                .containsExactlyInAnyOrder(
                        "blockwatch-unpaged", "blockwatch-ward", "blockwatch-pager", "blockwatch-streams");
    }
}
